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
package dev.ashlar.audit.internal.task;

import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.UnknownEntityTypeException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The logged entities that a class stands for: its own, and those of its subclasses. */
final class LoggedClasses {

    private LoggedClasses() {}

    /**
     * At least one, its own first.
     *
     * @throws IllegalArgumentException if none is logged
     */
    static List<LoggedEntity> of(SessionFactoryImplementor factory, Class<?> type) {
        Objects.requireNonNull(type, "type");
        AuditModel model = AuditModel.of(factory);
        List<LoggedEntity> logged = persister(factory, type).getSubclassEntityNames().stream()
                .sorted(Comparator.comparing((String name) -> !name.equals(type.getName()))
                        .thenComparing(name -> name))
                .map(model::find)
                .flatMap(Optional::stream)
                .filter(LoggedClasses::hasRecords)
                .toList();
        if (logged.isEmpty()) {
            throw new IllegalArgumentException("An entity is not logged: entity=" + type.getName()
                    + ". It has no history; put @AuditLogged on it to have one.");
        }
        return logged;
    }

    /** Not an abstract one, which may not even have a table. */
    private static boolean hasRecords(LoggedEntity entity) {
        return !Modifier.isAbstract(entity.persister().getMappedClass().getModifiers());
    }

    private static EntityPersister persister(SessionFactoryImplementor factory, Class<?> type) {
        try {
            return factory.getMappingMetamodel().getEntityDescriptor(type);
        } catch (UnknownEntityTypeException e) {
            throw new IllegalArgumentException(
                    "A class is no entity of the factory: class=" + type.getName() + ". Give a logged entity.", e);
        }
    }

    /** All that are logged, by name. */
    static List<LoggedEntity> all(SessionFactoryImplementor factory) {
        AuditModel model = AuditModel.of(factory);
        return model.names().stream()
                .map(model::find)
                .flatMap(Optional::stream)
                .filter(LoggedClasses::hasRecords)
                .toList();
    }
}
