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

import dev.ashlar.core.internal.naming.SnakeCase;
import java.util.regex.Pattern;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Leaves every name as it is, but for the three column names that Hibernate makes up without asking
 * {@link AshlarImplicitNamingStrategy}: {@code DTYPE} and {@code payment_DTYPE} of a discriminator, {@code lines_ORDER}
 * of {@code @OrderColumn}, {@code labels_KEY} of a map. They become {@code dtype}, {@code payment_dtype},
 * {@code lines_order} and {@code labels_key}.
 *
 * <p>Stateless and safe for many threads.
 *
 * @apiNote An explicit column name that looks exactly like one of these, a lower-case first letter and then
 *     {@code _ORDER}, {@code _KEY} or {@code _DTYPE}, is taken for it, because Hibernate hides the difference.
 */
public final class AshlarPhysicalNamingStrategy implements PhysicalNamingStrategy {

    /** AnnotatedDiscriminatorColumn, IndexColumn and CollectionBinder of Hibernate 7.4, which call these explicit. */
    private static final Pattern MADE_UP = Pattern.compile("DTYPE|\\p{Ll}[\\p{L}\\p{Nd}_$.]*_(DTYPE|ORDER|KEY)");

    /** Made by Hibernate, from the setting. */
    public AshlarPhysicalNamingStrategy() {}

    @Override
    public @Nullable Identifier toPhysicalCatalogName(@Nullable Identifier name, JdbcEnvironment environment) {
        return name;
    }

    @Override
    public @Nullable Identifier toPhysicalSchemaName(@Nullable Identifier name, JdbcEnvironment environment) {
        return name;
    }

    @Override
    public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
        return name;
    }

    @Override
    public Identifier toPhysicalSequenceName(Identifier name, JdbcEnvironment environment) {
        return name;
    }

    @Override
    public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
        return MADE_UP.matcher(name.getText()).matches()
                ? new Identifier(SnakeCase.of(name.getText()), name.isQuoted())
                : name;
    }
}
