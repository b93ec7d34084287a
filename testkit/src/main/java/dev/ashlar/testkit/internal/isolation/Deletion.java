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
package dev.ashlar.testkit.internal.isolation;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.internal.isolation.TableCatalog.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The statements that empty tables, in an order that foreign keys allow. */
final class Deletion {

    private final TableCatalog catalog;
    private final @Nullable Engine engine;

    Deletion(TableCatalog catalog, @Nullable Engine engine) {
        this.catalog = catalog;
        this.engine = engine;
    }

    List<String> statements(Collection<Table> tables) {
        List<String> statements = new ArrayList<>();
        Set<Table> left = new LinkedHashSet<>(tables);
        while (!left.isEmpty()) {
            List<Table> free =
                    left.stream().filter(table -> isFree(table, left)).toList();
            if (free.isEmpty()) {
                statements.addAll(circular(List.copyOf(left)));
                break;
            }
            for (Table table : free) {
                // H2 checks row by row.
                if (engine == Engine.H2 && catalog.refers(table, table)) {
                    statements.addAll(circular(List.of(table)));
                } else {
                    statements.add("delete from " + table.rows());
                }
            }
            free.forEach(left::remove);
        }
        return statements;
    }

    private boolean isFree(Table table, Set<Table> left) {
        // MariaDB's connection for deletions does not check.
        return engine == Engine.MARIADB
                || left.stream().noneMatch(other -> !other.equals(table) && catalog.refers(other, table));
    }

    private List<String> circular(List<Table> tables) {
        if (engine == Engine.POSTGRESQL) {
            // It checks at the end of the statement, whose parts are these.
            Table last = tables.get(tables.size() - 1);
            return List.of(IntStream.range(0, tables.size() - 1)
                            .mapToObj(i -> "d" + i + " as (delete from "
                                    + tables.get(i).rows() + ")")
                            .collect(Collectors.joining(", ", "with ", " "))
                    + "delete from " + last.rows());
        }
        List<String> statements = new ArrayList<>();
        if (engine == Engine.H2) {
            statements.add("set referential_integrity false");
        }
        tables.forEach(table -> statements.add("delete from " + table.rows()));
        if (engine == Engine.H2) {
            statements.add("set referential_integrity true");
        }
        return statements;
    }
}
