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
package dev.ashlar.benchmarks.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What an application writes into our table for the changes of one transaction, knowing what it does to one entity. */
final class HandLog {

    private static final List<String> COLUMNS = List.of(
            "id",
            "transaction_id",
            "transaction_sequence",
            "table_name",
            "entity_name",
            "record_id",
            "action",
            "actor",
            "actor_kind",
            "old_values",
            "new_values",
            "changed_fields",
            "ip_address",
            "user_agent",
            "request_id",
            "reason",
            "tenant",
            "source",
            "reverted_id",
            "schema_version",
            "created_at");

    private final String into;
    private final String places;
    private final Form form;
    private final List<Row> rows = new ArrayList<>();

    HandLog(Engine engine, Form form) {
        this.into = "insert into audit_logs (" + String.join(", ", COLUMNS) + ") values ";
        this.places = "("
                + String.join(
                        ", ",
                        COLUMNS.stream()
                                .map(column -> column.endsWith("_values") || column.equals("changed_fields")
                                        ? engine.json()
                                        : "?")
                                .toList())
                + ")";
        this.form = form;
    }

    /** How the rows reach the database. */
    enum Form {
        /** One JDBC batch. */
        BATCH,
        /** {@code values (…), (…), …}. */
        ONE_STATEMENT
    }

    private record Row(String action, Long id, String oldValues, String newValues, String changed) {}

    void inserted(Post post) {
        rows.add(new Row("INSERT", post.id, null, all(post), null));
    }

    void updated(Post post, String oldTitle, int oldAuthor) {
        rows.add(new Row(
                "UPDATE",
                post.id,
                changed(oldAuthor, oldTitle),
                changed(post.author, post.title),
                "[\"author\",\"title\"]"));
    }

    void deleted(Post post) {
        rows.add(new Row("DELETE", post.id, all(post), null, null));
    }

    private static String all(Post post) {
        StringBuilder json = new StringBuilder(400);
        json.append("{\"author\":").append(post.author);
        text(json.append(",\"body\":"), post.body);
        json.append(",\"createdAt\":\"").append(post.createdAt).append('"');
        text(json.append(",\"title\":"), post.title);
        return json.append('}').toString();
    }

    private static String changed(int author, String title) {
        StringBuilder json = new StringBuilder(100);
        json.append("{\"author\":").append(author);
        text(json.append(",\"title\":"), title);
        return json.append('}').toString();
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Writes what was collected. */
    void write(Connection connection) throws SQLException {
        UUID transaction = newId();
        OffsetDateTime now = Instant.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        String sql = into
                + (form == Form.BATCH ? places : String.join(", ", Collections.nCopies(rows.size(), places)));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                int before = form == Form.BATCH ? 0 : i * COLUMNS.size();
                bind(statement, before, rows.get(i), transaction, i + 1, now);
                if (form == Form.BATCH) {
                    statement.addBatch();
                }
            }
            if (form == Form.BATCH) {
                statement.executeBatch();
            } else {
                statement.executeUpdate();
            }
        }
        rows.clear();
    }

    private static void bind(
            PreparedStatement statement, int before, Row row, UUID transaction, int sequence, OffsetDateTime now)
            throws SQLException {
        int i = before;
        statement.setObject(++i, newId());
        statement.setObject(++i, transaction);
        statement.setInt(++i, sequence);
        statement.setString(++i, "posts");
        statement.setString(++i, LoggedPost.class.getName());
        statement.setString(++i, row.id().toString());
        statement.setString(++i, row.action());
        statement.setString(++i, "alice");
        statement.setString(++i, "USER");
        text(statement, ++i, row.oldValues());
        text(statement, ++i, row.newValues());
        text(statement, ++i, row.changed());
        for (int nothing = 0; nothing < 5; nothing++) {
            statement.setNull(++i, Types.VARCHAR);
        }
        statement.setString(++i, "ENTITY");
        statement.setNull(++i, Types.OTHER);
        statement.setInt(++i, 1);
        statement.setObject(++i, now);
    }

    private static void text(PreparedStatement statement, int place, String text) throws SQLException {
        if (text == null) {
            statement.setNull(place, Types.VARCHAR);
        } else {
            statement.setString(place, text);
        }
    }

    /** Of version 7, as ours, with a random rest. */
    private static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000),
                random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }
}
