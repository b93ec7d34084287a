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
package dev.ashlar.audit.internal.state;

import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.model.LoggedType;
import dev.ashlar.audit.internal.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * All records that are logged, as they are in the database.
 *
 * <p>One SELECT for the identifiers of a hierarchy, one for each chunk of its records, and one for each collection of a record that is
 * not fetched with it. What the session's filters hide is not read.
 */
public final class LoggedRecords {

    /** Records of one SELECT. */
    private static final int CHUNK = 200;

    private final AuditModel model;
    private final StatelessSession session;

    private LoggedRecords(AuditModel model, StatelessSession session) {
        this.model = model;
        this.session = session;
    }

    /** Those that a session reads. */
    public static LoggedRecords in(StatelessSession session) {
        return new LoggedRecords(AuditModel.of((SharedSessionContractImplementor) session), session);
    }

    /** All records of all logged entities. */
    public void forEach(Consumer<LoggedRecord> consumer) {
        List<EntityPersister> entities = new ArrayList<>();
        ((SharedSessionContractImplementor) session)
                .getFactory()
                .getMappingMetamodel()
                .forEachEntityDescriptor(entity -> {
                    if (model.find(entity).isPresent() && !isBelowALoggedOne(entity)) {
                        entities.add(entity);
                    }
                });
        entities.forEach(entity -> forEach(entity, consumer));
    }

    /** Its records are found with those of the entity above. */
    private boolean isBelowALoggedOne(EntityPersister entity) {
        EntityMappingType above = entity.getSuperMappingType();
        return above != null
                && (model.find(above.getEntityPersister()).isPresent()
                        || isBelowALoggedOne(above.getEntityPersister()));
    }

    /** All records of one logged entity and of the logged ones below it. */
    public void forEach(EntityPersister entity, Consumer<LoggedRecord> consumer) {
        List<?> ids = session.createSelectionQuery("select id(e) from " + entity.getEntityName() + " e", Object.class)
                .getResultList();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<?> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            for (Object instance : session.getMultiple(entity.getMappedClass(), chunk)) {
                if (instance != null) { // gone meanwhile
                    read(entity, instance, consumer);
                }
            }
        }
    }

    private void read(EntityPersister entity, Object instance, Consumer<LoggedRecord> consumer) {
        SharedSessionContractImplementor own = (SharedSessionContractImplementor) session;
        EntityPersister concrete = own.getEntityPersister(entity.getEntityName(), instance);
        model.find(concrete)
                .ifPresent(logged -> consumer.accept(record(logged, concrete.getIdentifier(instance, own), instance)));
    }

    private LoggedRecord record(LoggedEntity entity, Object id, Object instance) {
        Map<LoggedCollection, Map<String, Object>> collections = new LinkedHashMap<>();
        for (LoggedCollection collection : entity.collections()) {
            Object contents = entity.collectionOf(instance, collection);
            if (contents != null) {
                session.fetch(contents);
            }
            collections.put(collection, collection.freeze(contents));
        }
        @Nullable Object[] values = entity.freeze(entity.persister().getValues(instance));
        for (int i = 0; i < values.length; i++) {
            if (Unknown.is(values[i])) {
                values[i] = lazy(entity, i, id);
            }
        }
        return new LoggedRecord(entity, id, values, collections);
    }

    /** Of an attribute that is not loaded with its record. */
    private @Nullable Object lazy(LoggedEntity entity, int attribute, Object id) {
        return LoggedType.freezeNullable(
                entity.attributes().get(attribute).type(),
                session.createSelectionQuery(
                                "select e." + entity.attributes().get(attribute).name() + " from "
                                        + entity.persister().getEntityName() + " e where id(e) = :id",
                                Object.class)
                        .setParameter("id", id)
                        .getSingleResult());
    }
}
