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
package dev.ashlar.core.internal.naming;

import dev.ashlar.core.naming.AshlarImplicitNamingStrategy;
import dev.ashlar.core.naming.AshlarPhysicalNamingStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.boot.internal.BootstrapContextImpl;
import org.hibernate.boot.internal.ForeignKeyNameSource;
import org.hibernate.boot.internal.InFlightMetadataCollectorImpl;
import org.hibernate.boot.internal.MetadataBuilderImpl.MetadataBuildingOptionsImpl;
import org.hibernate.boot.internal.MetadataBuildingContextRootImpl;
import org.hibernate.boot.internal.RootMappingDefaults;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.ImplicitIndexNameSource;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** Tables made of constraints, bound as Hibernate binds them, without entities and without a database. */
final class RandomMapping {

    /** A constraint without its name. */
    record Wanted(String kind, String table, String target, List<String> columns) {}

    private final InFlightMetadataCollectorImpl metadata;
    private final MetadataBuildingContext context;

    RandomMapping(StandardServiceRegistry registry) {
        MetadataBuildingOptionsImpl options = new MetadataBuildingOptionsImpl(registry);
        BootstrapContextImpl bootstrap = new BootstrapContextImpl(registry, options);
        options.setBootstrapContext(bootstrap);
        metadata = new InFlightMetadataCollectorImpl(bootstrap, options);
        context = new MetadataBuildingContextRootImpl(
                "orm",
                bootstrap,
                options,
                metadata,
                new RootMappingDefaults(options.getMappingDefaults(), metadata.getPersistenceUnitMetadata()));
    }

    static StandardServiceRegistry registry() {
        return new StandardServiceRegistryBuilder()
                .applySetting("jakarta.persistence.database-product-name", "H2")
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                .applySetting("hibernate.implicit_naming_strategy", AshlarImplicitNamingStrategy.class)
                .applySetting("hibernate.physical_naming_strategy", AshlarPhysicalNamingStrategy.class)
                .build();
    }

    /** Binds the constraints in this order, and gives the final name of each. */
    Map<Wanted, String> names(List<Wanted> order) {
        Map<Wanted, Supplier<String>> bound = new HashMap<>();
        order.forEach(wanted -> bound.put(wanted, bind(wanted)));
        ConstraintNames.finish(metadata);
        Map<Wanted, String> names = new HashMap<>();
        bound.forEach((wanted, name) -> names.put(wanted, name.get()));
        return names;
    }

    private Supplier<String> bind(Wanted wanted) {
        Table table = table(wanted.table());
        List<Column> columns =
                wanted.columns().stream().map(name -> column(table, name)).toList();
        return switch (wanted.kind()) {
            case "pk" -> primaryKey(table, columns);
            case "uq" -> uniqueKey(table, columns);
            case "idx" -> index(table, columns);
            case "fk" -> foreignKey(table, columns, table(wanted.target()));
            default -> check(columns.get(0), wanted.target());
        };
    }

    private Supplier<String> primaryKey(Table table, List<Column> columns) {
        PrimaryKey key = new PrimaryKey(table);
        columns.forEach(key::addColumn);
        table.setPrimaryKey(key);
        return () -> key.getOrderingUniqueKey().getName();
    }

    private Supplier<String> uniqueKey(Table table, List<Column> columns) {
        table.createUniqueKey(columns, context);
        return () -> table.getUniqueKeys().values().stream()
                .filter(key -> key.getColumns().equals(columns))
                .findFirst()
                .orElseThrow()
                .getName();
    }

    private Supplier<String> index(Table table, List<Column> columns) {
        Identifier name = context.getBuildingOptions()
                .getImplicitNamingStrategy()
                .determineIndexName(new IndexSource(table, columns, context));
        Index index = table.getOrCreateIndex(name.getText());
        columns.forEach(index::addColumn);
        return index::getName;
    }

    private Supplier<String> foreignKey(Table table, List<Column> columns, Table referenced) {
        List<Column> target = List.of(column(referenced, "id"));
        ForeignKey key = table.createForeignKey(null, columns, referenced.getName(), null, null, target);
        key.setReferencedTable(referenced);
        key.setName(context.getBuildingOptions()
                .getImplicitNamingStrategy()
                .determineForeignKeyName(new ForeignKeyNameSource(key, table, context))
                .getText());
        return key::getName;
    }

    private static Supplier<String> check(Column column, String limit) {
        CheckConstraint check = new CheckConstraint(column.getName() + " > " + limit);
        column.addCheckConstraint(check);
        return check::getName;
    }

    private Table table(String name) {
        Namespace namespace = metadata.getDatabase().getDefaultNamespace();
        return namespace.createTable(
                new Identifier(name, false), physical -> new Table("orm", namespace, physical, false));
    }

    private static Column column(Table table, String name) {
        Column column = new Column(name);
        table.addColumn(column);
        return table.getColumn(column);
    }

    private record IndexSource(Table table, List<Column> columns, MetadataBuildingContext context)
            implements ImplicitIndexNameSource {

        @Override
        public Identifier getTableName() {
            return table.getNameIdentifier();
        }

        @Override
        public List<Identifier> getColumnNames() {
            return columns.stream()
                    .map(column -> column.getNameIdentifier(context))
                    .toList();
        }

        @Override
        public @Nullable Identifier getUserProvidedIdentifier() {
            return null;
        }

        @Override
        public MetadataBuildingContext getBuildingContext() {
            return context;
        }
    }
}
