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
package dev.ashlar.pagination;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The index with which a sort's pages seek.
 *
 * @param sort the name of the sort in the {@link PageRules}, or its keys
 * @param table the table
 * @param ddl what creates it on this database; empty if there is no such index
 * @param remarks what keeps it from being one, or has to be known of it
 */
public record IndexAdvice(String sort, String table, String ddl, List<String> remarks) {

    /** Checks that nothing is missing. */
    public IndexAdvice {
        Objects.requireNonNull(sort, "sort");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(ddl, "ddl");
        remarks = List.copyOf(remarks);
    }

    /** Indexes of the same columns in another order have the same name: a number tells them apart. */
    static List<IndexAdvice> renamed(List<IndexAdvice> advised) {
        Map<String, Set<String>> known = new HashMap<>();
        return advised.stream()
                .map(advice -> {
                    String start =
                            advice.ddl.contains(" on ") ? advice.ddl.substring(0, advice.ddl.indexOf(" on ")) : "";
                    Set<String> ofName = known.computeIfAbsent(start, name -> new LinkedHashSet<>());
                    ofName.add(advice.ddl);
                    int number = List.copyOf(ofName).indexOf(advice.ddl) + 1;
                    return number == 1
                            ? advice
                            : new IndexAdvice(
                                    advice.sort,
                                    advice.table,
                                    start + "_" + number + advice.ddl.substring(start.length()),
                                    advice.remarks);
                })
                .toList();
    }
}
