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
package dev.ashlar.core.ground;

import dev.ashlar.core.Actor;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A to-one that holds who acted.
 *
 * @param attribute as {@code Entity.attribute}, for messages
 * @param entityName the entity it refers to
 */
record ActorReference(String attribute, String entityName) implements StampType {

    @Override
    public @Nullable Object value(StampValues values) {
        return values.actor().map(actor -> reference(values.session(), actor)).orElse(null);
    }

    @Override
    public Object normal(Object assigned) {
        return assigned;
    }

    /** The managed instance if the session has one, else a proxy: nothing is ever loaded. */
    private Object reference(SharedSessionContractImplementor session, Actor actor) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        Object id =
                ActorType.key(actor, attribute, persister.getIdentifierType().getReturnedClass());
        EntityKey key = session.generateEntityKey(id, persister);
        PersistenceContext context = session.getPersistenceContextInternal();
        Object managed = context.getEntity(key);
        if (managed == null) {
            managed = context.getProxy(key);
        }
        return managed == null ? persister.createProxy(id, session) : managed;
    }
}
