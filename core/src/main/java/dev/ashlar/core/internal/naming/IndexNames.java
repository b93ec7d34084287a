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

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.ImplicitIndexNameSource;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;

/**
 * Names of indexes, final from the beginning: a table of Hibernate 7.4 cannot forget the name by which it first knew an
 * index, and {@code AbstractSchemaValidator} looks for that name.
 */
public final class IndexNames {

    private IndexNames() {}

    /** The name of an index that has none, or, if another index of the table has it already, that name with a hash. */
    public static String of(ImplicitIndexNameSource source) {
        Database database = source.getBuildingContext().getMetadataCollector().getDatabase();
        int limit = GeneratedName.limit(database.getDialect());
        String table = source.getTableName().getText();
        List<String> words = source.getColumnNames().stream()
                .map(Identifier::getText)
                .map(IndexNames::words)
                .toList();
        String name = GeneratedName.fit(base(table, words), limit);
        return isTaken(database, table, name, words) ? withHash(table, words, limit) : name;
    }

    /** Whether the name was made here and not written by somebody. */
    static boolean isGenerated(Index index, int limit) {
        String table = index.getTable().getName();
        List<String> words = words(index);
        return index.getName().equals(GeneratedName.fit(base(table, words), limit))
                || index.getName().equals(withHash(table, words, limit));
    }

    static void propose(Index index, NameRegister names) {
        List<String> words = words(index);
        names.propose(index.getTable(), base(index.getTable().getName(), words), identity(words), index::setName);
    }

    private static boolean isTaken(Database database, String table, String name, List<String> words) {
        for (Namespace namespace : database.getNamespaces()) {
            for (Table other : namespace.getTables()) {
                Index index = table.equals(other.getName()) ? other.getIndex(name) : null;
                if (index != null && !words(index).equals(words)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String withHash(String table, List<String> words, int limit) {
        return NameRegister.withHash(table, base(table, words), identity(words), limit);
    }

    private static String base(String table, List<String> words) {
        return "idx_" + SnakeCase.of(table) + '_' + String.join("_", words);
    }

    /** Of the words, since a column may be written as its attribute: that is the same index. */
    private static String identity(List<String> words) {
        return words.stream().collect(joining(",", "idx(", ")"));
    }

    private static List<String> words(Index index) {
        return index.getSelectables().stream()
                .map(column -> words(text(column)))
                .toList();
    }

    private static String text(Selectable column) {
        return column instanceof Column named ? named.getName() : column.getText();
    }

    /** A formula's brackets and blanks are not worth an underscore each. */
    private static String words(String text) {
        return text.startsWith("(")
                ? SnakeCase.of(text).replaceAll("^_+|_+$", "").replaceAll("_{2,}", "_")
                : SnakeCase.of(text);
    }
}
