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
package dev.ashlar.core.naming;

import static org.hibernate.boot.model.naming.Identifier.isQuoted;
import static org.hibernate.boot.model.naming.Identifier.unQuote;

import dev.ashlar.core.internal.naming.EnglishPlural;
import dev.ashlar.core.internal.naming.GeneratedName;
import dev.ashlar.core.internal.naming.SnakeCase;
import java.util.Map;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.boot.model.relational.QualifiedSequenceName;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.id.IdentifierGenerator;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.ImplicitDatabaseObjectNamingStrategy;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Names sequences and generator tables that have no explicit name.
 *
 * <p>A sequence is {@code {table}_seq}: {@code posts_seq}. If the generator has a name of its own, as in
 * {@code @SequenceGenerator(name = "invoiceNumber")}, the sequence bears that name as snake_case, since several entities
 * may share it: {@code invoice_number}. A generator table is {@code hibernate_sequences}, or the generator's name as
 * plural snake_case.
 *
 * <p>Stateless and safe for many threads.
 */
public final class AshlarDatabaseObjectNamingStrategy implements ImplicitDatabaseObjectNamingStrategy {

    /** Made by Hibernate, from the setting. */
    public AshlarDatabaseObjectNamingStrategy() {}

    @Override
    public QualifiedName determineSequenceName(
            @Nullable Identifier catalog, @Nullable Identifier schema, Map<?, ?> parameters, ServiceRegistry services) {
        String generator = text(parameters, IdentifierGenerator.GENERATOR_NAME);
        String name = generator != null ? SnakeCase.of(generator) : base(parameters) + "_seq";
        return new QualifiedSequenceName(catalog, schema, identifier(name, services));
    }

    @Override
    public QualifiedName determineTableName(
            @Nullable Identifier catalog, @Nullable Identifier schema, Map<?, ?> parameters, ServiceRegistry services) {
        String generator = text(parameters, IdentifierGenerator.GENERATOR_NAME);
        String name = generator != null ? EnglishPlural.of(SnakeCase.of(generator)) : TableGenerator.DEF_TABLE;
        return new QualifiedTableName(catalog, schema, identifier(name, services));
    }

    /** The table's name, and the entity's where there is only a query. */
    private static String base(Map<?, ?> parameters) {
        String base = text(parameters, OptimizableGenerator.IMPLICIT_NAME_BASE);
        return SnakeCase.of(base != null && isQuoted(base) ? unQuote(base) : String.valueOf(base));
    }

    private static @Nullable String text(Map<?, ?> parameters, String parameter) {
        Object value = parameters.get(parameter);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static Identifier identifier(String name, ServiceRegistry services) {
        JdbcEnvironment environment = services.requireService(JdbcEnvironment.class);
        String fitting = GeneratedName.fit(name, GeneratedName.limit(environment.getDialect()));
        return environment.getIdentifierHelper().toIdentifier(fitting);
    }
}
