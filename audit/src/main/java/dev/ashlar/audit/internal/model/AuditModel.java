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

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.NotLogged;
import dev.ashlar.audit.internal.AuditOptions;
import dev.ashlar.audit.internal.write.LogWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/** What is logged in a session factory, and how. */
public final class AuditModel implements Service {

    private static final long serialVersionUID = 1L;

    private final transient SessionFactoryImplementor factory;
    private final transient LoggedTypes types;
    private final transient Map<String, Optional<LoggedEntity>> entities = new ConcurrentHashMap<>();
    private transient volatile Map<String, Notes> notes = Map.of();
    private transient volatile @Nullable LogWriter writer;
    private transient volatile List<String> warnings = List.of();
    private transient volatile AuditOptions options = AuditOptions.DEFAULT;

    /** For the boot. */
    public AuditModel(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.types = new LoggedTypes(factory);
    }

    /** The model of a session's factory. */
    public static AuditModel of(SharedSessionContractImplementor session) {
        return of(session.getFactory());
    }

    /** The model of a factory. */
    public static AuditModel of(SessionFactoryImplementor factory) {
        return factory.getServiceRegistry().requireService(AuditModel.class);
    }

    /** Whether an entity's changes are logged. */
    public static boolean isLogged(PersistentClass entity, AuditOptions options) {
        Class<?> type = entity.getMappedClass();
        return type != null
                && type != AuditLog.class
                && !type.isAnnotationPresent(NotLogged.class)
                && (options.logAll() || type.isAnnotationPresent(AuditLogged.class));
    }

    /** For the boot: what the mappings say. */
    public void read(Metadata metadata, AuditOptions options) {
        Map<String, Notes> found = new HashMap<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            if (isLogged(entity, options)) {
                found.put(entity.getEntityName(), Notes.of(entity));
            }
        }
        this.notes = Map.copyOf(found);
        this.warnings = DoubleAudits.of(metadata.getEntityBindings(), found.keySet());
        this.options = options;
    }

    /** The writer of the log. */
    public LogWriter writer() {
        LogWriter known = writer;
        if (known == null) {
            known = new LogWriter(factory, this); // the same, whoever is first
            writer = known;
        }
        return known;
    }

    /** Whether anything is logged. */
    public boolean isEmpty() {
        return notes.isEmpty();
    }

    /** What deserves a look in the mappings, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** The logged entities, by name. */
    public Collection<String> names() {
        return notes.keySet().stream().sorted().toList();
    }

    /** The settings. */
    public AuditOptions options() {
        return options;
    }

    /** How an entity is logged; nothing if it is not. */
    public Optional<LoggedEntity> find(EntityPersister persister) {
        Optional<LoggedEntity> known = entities.get(persister.getEntityName());
        if (known == null) {
            Notes noted = notes.get(persister.getEntityName());
            known = noted == null ? Optional.empty() : Optional.of(LoggedEntity.of(persister, noted, types));
            entities.put(persister.getEntityName(), known);
        }
        return known;
    }

    /** The same by the entity's name. */
    public Optional<LoggedEntity> find(String entityName) {
        return find(factory.getMappingMetamodel().getEntityDescriptor(entityName));
    }
}
