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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.UnknownEntityTypeException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The entity, and in the case of a hierarchy its subclasses, that a record may be of.
 *
 * @param entities those that are logged, that which was asked for first if it is
 * @param tables their tables in the log
 */
public record Subject(List<LoggedEntity> entities, List<String> tables) {

    /**
     * For an entity.
     *
     * @throws IllegalArgumentException if it is not logged, nor is a subclass
     */
    public static Subject of(AuditModel model, SessionFactoryImplementor factory, Class<?> type) {
        EntityPersister asked;
        try {
            asked = factory.getMappingMetamodel().getEntityDescriptor(type);
        } catch (UnknownEntityTypeException e) {
            throw new IllegalArgumentException(
                    "A history was asked for of what is no entity: type=" + type.getName() + ". Give an entity.", e);
        }
        List<LoggedEntity> entities = new ArrayList<>();
        model.find(asked).ifPresent(entities::add);
        for (String name : new TreeSet<>(asked.getSubclassEntityNames())) {
            if (!name.equals(asked.getEntityName())) {
                model.find(name).ifPresent(entities::add);
            }
        }
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("An entity's changes are not logged: entity=" + asked.getEntityName()
                    + ". Annotate it with @AuditLogged.");
        }
        return new Subject(
                List.copyOf(entities),
                entities.stream().map(LoggedEntity::tableName).distinct().toList());
    }

    /** For an entity without its subclasses. */
    static Subject of(LoggedEntity entity) {
        return new Subject(List.of(entity), List.of(entity.tableName()));
    }

    /**
     * An identifier as text.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    public String recordId(Object id) {
        LoggedEntity entity = entities.get(0);
        Class<?> type = entity.persister().getIdentifierType().getReturnedClass();
        if (!type.isInstance(id)) {
            throw new IllegalArgumentException("An identifier has the wrong type: entity="
                    + entity.persister().getEntityName() + " type="
                    + id.getClass().getName() + " needed="
                    + type.getName() + ". Give the identifier as the entity has it.");
        }
        return entity.recordId(id);
    }

    /** How a row's record is logged, if its entity is still mapped and logged as one of these; else the first. */
    LoggedEntity entityOf(AuditLog row) {
        return entities.stream()
                .filter(entity -> entity.persister().getEntityName().equals(row.entityName()))
                .findFirst()
                .orElse(entities.get(0));
    }

    /** All rows of a record, oldest first: by its index. */
    public List<AuditLog> rows(LogReader reader, String recordId) {
        return reader.read(
                "from AuditLog where tableName in :tables and recordId = :record order by id",
                Map.of("tables", tables, "record", recordId),
                0);
    }

    /** Rows that sum up statements, oldest first: by the same index. */
    List<AuditLog> summaries(LogReader reader) {
        return reader.read(
                "from AuditLog where tableName in :tables and recordId is null order by id",
                Map.of("tables", tables),
                0);
    }
}
