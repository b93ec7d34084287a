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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.KeysetForm;
import dev.ashlar.pagination.PaginationException;
import org.hibernate.dialect.CockroachDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;

/** Which form a database seeks with. */
final class KeysetForms {

    private KeysetForms() {}

    static KeysetForm of(Dialect dialect) {
        return dialect instanceof PostgreSQLDialect
                        || dialect instanceof CockroachDialect
                        || dialect instanceof H2Dialect
                ? KeysetForm.ROW_VALUES
                : KeysetForm.PREFIX_BOUNDED;
    }

    /**
     * Whether a row is later than another one by its first values, also if one behind them is missing, as the standard has it.
     * MariaDB 11.4 takes such a row for neither.
     */
    static boolean comparesRowsWithNulls(Dialect dialect) {
        return of(dialect) == KeysetForm.ROW_VALUES;
    }

    static KeysetForm checked(KeysetForm chosen, Dialect dialect) {
        if (chosen == KeysetForm.ROW_VALUES && !dialect.supportsRowValueConstructorSyntax()) {
            throw new PaginationException("The database does not compare rows: form=" + chosen + " dialect="
                    + dialect.getClass().getSimpleName() + ". Leave the choice to the library.");
        }
        return chosen;
    }
}
