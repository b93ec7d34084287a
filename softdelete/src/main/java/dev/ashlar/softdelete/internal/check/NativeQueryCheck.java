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
package dev.ashlar.softdelete.internal.check;

import dev.ashlar.softdelete.internal.guard.TableGuard;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;

/** Named native queries, which nothing restricts to live rows. */
final class NativeQueryCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        mappings.metadata().visitNamedNativeQueryDefinitions(query -> {
            String sql = query.getSqlQueryString();
            if (!isInsertOfValues(sql) && TableGuard.removedFrom(sql).isEmpty()) {
                SqlWords words = SqlWords.of(sql);
                for (RootClass root : mappings.roots()) {
                    Column mark = Mappings.markColumn(root);
                    Optional<Table> read = Mappings.tables(root).stream()
                            .filter(table -> words.contains(table.getName()))
                            .findFirst();
                    if (mark != null && read.isPresent() && !words.contains(mark.getName())) {
                        findings.warning(
                                root,
                                "A named native query sees deleted rows too",
                                "query=" + query.getRegistrationName() + " table="
                                        + read.get().getName() + " sql=[" + sql + "]",
                                "Add a condition such as " + mark.getName() + " is null.");
                    }
                }
            }
        });
    }

    private static boolean isInsertOfValues(String sql) {
        String spoken = TableGuard.spoken(sql).strip().toLowerCase(Locale.ROOT);
        return spoken.startsWith("insert") && !SqlWords.of(spoken).contains("select");
    }
}
