/*
 * Copyright 2026 the Ashlar authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.ashlar.audit.internal.model;

import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.internal.json.JsonWriter;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** References to entities: their identifiers. */
final class References implements LoggedType {

    private final String entityName;
    private final SessionFactoryImplementor factory;
    private final LoggedTypes types;
    private @Nullable LoggedType identifier;

    References(String entityName, SessionFactoryImplementor factory, LoggedTypes types) {
        this.entityName = entityName;
        this.factory = factory;
        this.types = types;
    }

    private EntityPersister target() {
        return factory.getMappingMetamodel().getEntityDescriptor(entityName);
    }

    /** Late: the identifier may refer to others. */
    private LoggedType identifier() {
        LoggedType known = identifier;
        if (known == null) {
            known = types.identifier(target());
            identifier = known;
        }
        return known;
    }

    static @Nullable Object idOf(Object value, EntityPersister persister) {
        return value instanceof HibernateProxy proxy
                ? proxy.getHibernateLazyInitializer().getInternalIdentifier()
                : persister.getIdentifier(value);
    }

    @Override
    public @Nullable Object freeze(Object value) {
        Object id = idOf(value, target());
        return id == null ? null : identifier().freeze(id);
    }

    @Override
    public boolean isSame(Object one, Object other) {
        return identifier().isSame(one, other);
    }

    @Override
    public void write(JsonWriter out, Object frozen) {
        identifier().write(out, frozen);
    }

    @Override
    public String key(Object frozen) {
        return identifier().key(frozen);
    }

    @Override
    public Object canonical(Object read) {
        return identifier().canonical(read);
    }

    @Override
    public Object thaw(Object read, SharedSessionContractImplementor session) {
        if (read instanceof AuditValue) {
            throw new IllegalArgumentException("The history does not have the value: " + read + ".");
        }
        return reference(identifier().thaw(read, session), session);
    }

    @Override
    public Object thawKey(String key, SharedSessionContractImplementor session) {
        return reference(identifier().thawKey(key, session), session);
    }

    private Object reference(Object id, SharedSessionContractImplementor session) {
        return session.internalLoad(entityName, id, false, false);
    }
}
