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

import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonWriter;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** References to entities of any type: the entity's name and its identifier. */
final class AnyReferences implements LoggedType {

    private static final String ENTITY = "entity";
    private static final String ID = "id";

    private final SessionFactoryImplementor factory;
    private final LoggedTypes types;

    AnyReferences(SessionFactoryImplementor factory, LoggedTypes types) {
        this.factory = factory;
        this.types = types;
    }

    /**
     * A frozen reference.
     *
     * @param target what it refers to
     * @param id its frozen identifier
     */
    private record Target(EntityPersister target, Object id) {}

    private LoggedType identifier(EntityPersister persister) {
        return types.identifier(persister);
    }

    @Override
    public @Nullable Object freeze(Object value) {
        String name = value instanceof HibernateProxy proxy
                ? proxy.getHibernateLazyInitializer().getEntityName()
                : Hibernate.getClass(value).getName();
        EntityPersister target = factory.getMappingMetamodel().getEntityDescriptor(name);
        Object id = References.idOf(value, target);
        Object frozen = id == null ? null : identifier(target).freeze(id);
        return frozen == null ? null : new Target(target, frozen);
    }

    @Override
    public boolean isSame(Object one, Object other) {
        Target left = (Target) one;
        Target right = (Target) other;
        return left.target().equals(right.target()) && identifier(left.target()).isSame(left.id(), right.id());
    }

    @Override
    public void write(JsonWriter out, Object frozen) {
        Target target = (Target) frozen;
        out.startObject();
        out.name(ENTITY);
        out.text(target.target().getEntityName());
        out.name(ID);
        identifier(target.target()).write(out, target.id());
        out.endObject();
    }

    @Override
    public String key(Object frozen) {
        try (JsonWriter writer = new JsonWriter(Integer.MAX_VALUE)) {
            write(writer, frozen);
            return writer.finish();
        }
    }

    @Override
    public Object canonical(Object read) {
        if (read instanceof Map<?, ?> map && map.get(ENTITY) instanceof String name) {
            Object id = map.get(ID);
            EntityPersister target = factory.getMappingMetamodel().findEntityDescriptor(name);
            if (id != null && target != null) {
                return Map.of(ENTITY, name, ID, identifier(target).canonical(id));
            }
        }
        return read;
    }

    @Override
    public Object thaw(Object read, SharedSessionContractImplementor session) {
        if (read instanceof Map<?, ?> map && map.get(ENTITY) instanceof String name) {
            Object id = map.get(ID);
            if (id != null) {
                EntityPersister target = factory.getMappingMetamodel().getEntityDescriptor(name);
                return session.internalLoad(name, identifier(target).thaw(id, session), false, false);
            }
        }
        throw new IllegalArgumentException("The history does not have the value: " + read + ".");
    }

    @Override
    public Object thawKey(String key, SharedSessionContractImplementor session) {
        return thaw(JsonReader.object(key), session);
    }
}
