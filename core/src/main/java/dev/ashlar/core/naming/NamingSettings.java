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

/** The setting that switches naming on, and its value. */
public final class NamingSettings {

    /**
     * Chooses how what has no explicit name is named, for a whole persistence unit. The only value is
     * {@link #PLURAL_SNAKE_CASE}; without the setting, or with a blank one, nothing is changed.
     *
     * <p>The value {@value #PLURAL_SNAKE_CASE} stands for three settings of Hibernate, which must not be set to
     * anything else beside it: {@code hibernate.implicit_naming_strategy}, {@code hibernate.physical_naming_strategy}
     * and {@code hibernate.id.db_structure_naming_strategy}. Spring Boot's own defaults for the first two give way.
     */
    public static final String NAMING = "ashlar.naming";

    /**
     * Tables are plural snake_case, columns snake_case, constraints {@code pk_}, {@code fk_}, {@code uq_}, {@code idx_}
     * and {@code ck_} with the table's name.
     */
    public static final String PLURAL_SNAKE_CASE = "plural_snake_case";

    private NamingSettings() {}
}
