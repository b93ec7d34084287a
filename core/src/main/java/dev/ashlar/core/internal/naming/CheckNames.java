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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.sql.Template;
import org.hibernate.type.spi.TypeConfiguration;

/** Names checks by the columns they mention; a second check of the same columns ends in {@code _2}. */
final class CheckNames {

    /** A string literal, a quoted identifier or a word. */
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']++|'')*+'|\"([^\"]+)\"|`([^`]+)`|\\[([^]]+)]|([\\p{L}_][\\p{L}\\p{M}\\p{N}_$]*)");

    /** A column's own first, then by their text, since the order of binding may differ from one start to the next. */
    private static final Comparator<Anonymous> ORDER = Comparator.comparing(Anonymous::ofTable)
            .thenComparing(check -> check.constraint().getConstraint().replaceAll("[\"`\\[\\]]", ""));

    private record Anonymous(boolean ofTable, CheckConstraint constraint) {}

    private final InFlightMetadataCollector metadata;
    private final NameRegister names;
    private final Map<Table, Map<String, List<Anonymous>>> anonymous = new LinkedHashMap<>();

    CheckNames(InFlightMetadataCollector metadata, NameRegister names) {
        this.metadata = metadata;
        this.names = names;
    }

    void propose(List<Table> tables) {
        for (Table table : tables) {
            for (Column column : table.getColumns()) {
                String word = SnakeCase.of(column.getName());
                column.getCheckConstraints().forEach(check -> add(table, word, false, check));
            }
        }
        tables.forEach(table -> table.getChecks().forEach(check -> add(table, check)));
        for (PersistentClass entity : metadata.getEntityBindings()) {
            for (CheckConstraint check : entity.getCheckConstraints()) {
                Table table = table(entity, check);
                if (tables.contains(table)) {
                    add(table, check);
                }
            }
        }
        anonymous.forEach((table, byWords) -> byWords.forEach((words, checks) -> propose(table, words, checks)));
    }

    private void add(Table table, CheckConstraint check) {
        add(table, words(table, check.getConstraint()), true, check);
    }

    private void add(Table table, String words, boolean ofTable, CheckConstraint check) {
        if (check.getName() != null && !check.getName().isBlank()) {
            names.reserve(table, check.getName());
        } else {
            anonymous
                    .computeIfAbsent(table, key -> new HashMap<>())
                    .computeIfAbsent(words, key -> new ArrayList<>())
                    .add(new Anonymous(ofTable, check));
        }
    }

    private void propose(Table table, String words, List<Anonymous> checks) {
        checks.sort(ORDER);
        for (int i = 0; i < checks.size(); i++) {
            CheckConstraint check = checks.get(i).constraint();
            String number = i == 0 ? "" : "_" + (i + 1);
            names.propose(table, ConstraintNames.name("ck", table, words) + number, "ck" + words + i, check::setName);
        }
    }

    private static String words(Table table, String constraint) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = TOKEN.matcher(constraint);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                String token = matcher.group(group);
                if (token != null && hasColumn(table, token)) {
                    words.add(SnakeCase.of(token));
                }
            }
        }
        return String.join("_", words);
    }

    private static boolean hasColumn(Table table, String name) {
        return table.getColumns().stream().anyMatch(column -> column.getName().equalsIgnoreCase(name));
    }

    /** The table that {@code PersistentClass.assignCheckConstraintsToTable} of Hibernate 7.4 will choose. */
    private Table table(PersistentClass entity, CheckConstraint check) {
        Dialect dialect = metadata.getDatabase().getDialect();
        TypeConfiguration types = metadata.getTypeConfiguration();
        List<String> columns = Template.collectColumnNames(check.getConstraint(), dialect, types);
        Table best = entity.getTable();
        long most = matches(best, columns);
        if (most < columns.size()) {
            for (Join join : entity.getJoins()) {
                long matches = matches(join.getTable(), columns);
                if (matches > most) {
                    best = join.getTable();
                    most = matches;
                }
            }
        }
        return best;
    }

    private static long matches(Table table, List<String> columns) {
        return columns.stream().filter(column -> hasColumn(table, column)).count();
    }
}
