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
package dev.ashlar.softdelete.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Compares what is committed with the model, row by row, past Hibernate. */
final class Tables {

    private static final List<String> OF_THINGS = List.of("folder", "document", "note", "label");

    /** A connection that commits each statement. */
    private final Connection probe;

    private final Map<Long, Integer> versions = new HashMap<>();
    private final Map<Long, Row> before = new HashMap<>();
    private final Map<Row.Deletion, String> deletions = new HashMap<>();

    Tables(Connection probe) {
        this.probe = probe;
    }

    void empty() throws SQLException {
        try (Statement statement = probe.createStatement()) {
            statement.execute("update folder set parent_id = null");
            statement.execute("update label set broader_id = null");
            for (String table :
                    List.of("document_words", "document_labels", "note", "report", "document", "folder", "label")) {
                statement.execute("delete from " + table);
            }
        }
    }

    void check(Rows rows) throws SQLException {
        Set<Long> found = new TreeSet<>();
        for (String table : OF_THINGS) {
            things(table, rows, found);
        }
        assertThat(found).as("rows").isEqualTo(new TreeSet<>(rows.byId().keySet()));
        Set<String> labels = new TreeSet<>();
        Set<String> words = new TreeSet<>();
        Set<String> reports = new TreeSet<>();
        rows.all().forEach(row -> {
            row.labels.forEach(label -> labels.add(row.id + " " + label));
            row.words.forEach(word -> words.add(row.id + " " + word));
            if (row.type == Row.Type.REPORT) {
                reports.add("" + row.id);
            }
        });
        assertThat(select("select concat(document_id, ' ', label_id) from document_labels"))
                .as("labels")
                .isEqualTo(labels);
        assertThat(select("select concat(document_id, ' ', word) from document_words"))
                .as("words")
                .isEqualTo(words);
        assertThat(select("select concat('', id) from report")).as("reports").isEqualTo(reports);
        before.clear();
        rows.all().forEach(row -> {
            row.touched = false;
            before.put(row.id, row.copy());
        });
    }

    private Set<String> select(String sql) throws SQLException {
        try (Statement statement = probe.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            Set<String> rows = new TreeSet<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private void things(String table, Rows rows, Set<Long> found) throws SQLException {
        String parent = table.equals("label") ? "broader_id" : "parent_id";
        String sql = "select id, version, name, " + parent + ", deleted_at, deleted_by, deletion_id from " + table;
        try (Statement statement = probe.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                long id = result.getLong(1);
                found.add(id);
                Row row = rows.get(id);
                assertThat(row).as("%s %d is there", table, id).isNotNull();
                version(row, result.getInt(2));
                assertThat(result.getInt(3)).as("name of %s", row).isEqualTo(row.name);
                Number to = (Number) result.getObject(4);
                assertThat(to == null ? null : to.longValue())
                        .as("%s of %s", parent, row)
                        .isEqualTo(row.type == Row.Type.LABEL ? row.broader : row.parent);
                assertThat(result.getObject(5) == null).as("%s is live", row).isEqualTo(row.isLive());
                assertThat(result.getString(6))
                        .as("who deleted %s", row)
                        .isEqualTo(row.deletion == null ? null : row.deletion.actor());
                deletion(row, result.getString(7));
            }
        }
    }

    private void version(Row row, int version) {
        Row old = before.get(row.id);
        if (old != null) {
            int last = versions.get(row.id);
            if (!Objects.equals(old.deletion, row.deletion)) {
                assertThat(version)
                        .as("version of %s, whose marks changed", row)
                        .isGreaterThan(last);
            } else if (row.touched) {
                assertThat(version).as("version of %s", row).isGreaterThanOrEqualTo(last);
            } else {
                assertThat(version)
                        .as("version of %s, which nobody changed", row)
                        .isEqualTo(last);
            }
        }
        versions.put(row.id, version);
    }

    /** Which rows share a deletion is known; the identifier is not. */
    private void deletion(Row row, String id) {
        if (row.deletion == null) {
            assertThat(id).as("deletion of the live %s", row).isNull();
            return;
        }
        assertThat(id).as("deletion of %s", row).isNotNull();
        if (!deletions.containsKey(row.deletion)) {
            assertThat(deletions).as("%s shares the deletion of others", row).doesNotContainValue(id);
            deletions.put(row.deletion, id);
        }
        assertThat(id).as("deletion of %s", row).isEqualTo(deletions.get(row.deletion));
    }
}
