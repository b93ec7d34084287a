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

import dev.ashlar.core.internal.naming.ConstraintNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.service.ServiceRegistry;

/** What a {@link SchemaContributor} sees and may add. Valid during the call only. */
public final class SchemaContributions {

    private final InFlightMetadataCollector metadata;
    private final ServiceRegistry registry;

    /** For core's own boot. */
    public SchemaContributions(InFlightMetadataCollector metadata, ServiceRegistry registry) {
        this.metadata = metadata;
        this.registry = registry;
    }

    /** All mapped entities. */
    public Collection<PersistentClass> entities() {
        return metadata.getEntityBindings();
    }

    /** All tables that have columns, join and collection tables too. Keys and indexes added to them get their names later. */
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        metadata.getDatabase().getNamespaces().forEach(namespace -> tables.addAll(namespace.getTables()));
        return tables;
    }

    /**
     * The name of a constraint by the house's rule, {@code {prefix}_{table}_{columns}}: snake_case, and cut where it is too long.
     * For those that cannot wait for theirs, as an index cannot; two of the same words get the same name.
     */
    public String name(String prefix, Table table, List<Column> columns) {
        return ConstraintNames.of(prefix, table, columns, dialect());
    }

    /** The database model that the DDL is made from. */
    public Database database() {
        return metadata.getDatabase();
    }

    /** The dialect; of a unit without connection the one that its settings name. */
    public Dialect dialect() {
        return metadata.getDatabase().getDialect();
    }

    /** The settings of the persistence unit. */
    public Map<String, Object> settings() {
        return registry.requireService(ConfigurationService.class).getSettings();
    }

    /**
     * Adds statements that no mapping can express. Hibernate runs the drop and the create statements on every schema
     * update too, so they must bear that.
     */
    public void add(AuxiliaryDatabaseObject object) {
        metadata.addAuxiliaryDatabaseObject(object);
    }

    /** What is wrong with the configuration. */
    public BootProblems problems() {
        return Ground.of(registry).problems();
    }
}
