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

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.CockroachDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/**
 * Adds, in a schema update, the named checks of columns that Hibernate forgets.
 *
 * <p>When it adds a column to a table, Hibernate 7.4 ({@code ColumnDefinitions.appendConstraints}) writes the first named
 * check of that column only, and none on MariaDB, which takes no name behind a column. In a created table the others stand
 * at the end, so this does nothing then.
 */
final class AddedColumnChecks implements AuxiliaryDatabaseObject {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ArrayList<Table> tables;

    AddedColumnChecks(List<Table> tables) {
        this.tables = new ArrayList<>(tables);
    }

    @Override
    public String getExportIdentifier() {
        return "ashlar-added-column-checks";
    }

    @Override
    public boolean appliesToDialect(Dialect dialect) {
        return dialect instanceof H2Dialect
                || dialect instanceof MariaDBDialect
                || dialect instanceof PostgreSQLDialect
                || dialect instanceof CockroachDialect;
    }

    @Override
    public boolean beforeTablesOnCreation() {
        return false;
    }

    @Override
    public String[] sqlCreateStrings(SqlStringGenerationContext context) {
        List<String> statements = new ArrayList<>();
        if (context.isMigration()) {
            for (Table table : tables) {
                for (Column column : table.getColumns()) {
                    forgotten(column, context.getDialect())
                            .forEach(check -> statements.add(statement(table, check, context)));
                }
            }
        }
        return statements.toArray(String[]::new);
    }

    @Override
    public String[] sqlDropStrings(SqlStringGenerationContext context) {
        return new String[0];
    }

    private static List<CheckConstraint> forgotten(Column column, Dialect dialect) {
        List<CheckConstraint> checks = column.getCheckConstraints();
        boolean firstIsWritten =
                dialect.supportsNamedColumnCheck() && checks.stream().noneMatch(CheckConstraint::isAnonymous);
        return checks.stream()
                .filter(CheckConstraint::isNamed)
                .skip(firstIsWritten ? 1 : 0)
                .toList();
    }

    private static String statement(Table table, CheckConstraint check, SqlStringGenerationContext context) {
        Dialect dialect = context.getDialect();
        String name = context.format(table.getQualifiedTableName());
        String alter = dialect.getAlterTableString(name) + " add";
        String constraint = check.constraintString(dialect);
        if (isPostgres(dialect)) {
            // PostgreSQL has no "add constraint if not exists"; a plain "add" would fail on each later update. An
            // explicit
            // name may be written in another case than the catalog's.
            return "do $$ begin if not exists (select 1 from pg_constraint where conrelid = " + literal(name)
                    + "::regclass and lower(conname) = lower(" + literal(check.getName()) + ")) then " + alter
                    + constraint
                    + "; end if; end $$";
        }
        return alter + constraint.replaceFirst("^ constraint ", " constraint if not exists ");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean isPostgres(Dialect dialect) {
        return dialect instanceof PostgreSQLDialect && !(dialect instanceof CockroachDialect);
    }
}
