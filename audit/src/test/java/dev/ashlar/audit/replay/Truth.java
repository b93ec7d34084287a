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
package dev.ashlar.audit.replay;

import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.internal.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the database has, read by plain SQL. */
final class Truth {

    private final Connection connection;
    private final Map<String, Map<String, Object>> records = new TreeMap<>();

    private Truth(Connection connection) {
        this.connection = connection;
    }

    static Map<String, Map<String, Object>> of(Connection connection) throws SQLException {
        Truth truth = new Truth(connection);
        truth.things();
        truth.others();
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
        return truth.records;
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Reader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private void put(String key, Map<String, @Nullable Object> values) {
        Map<String, Object> canonical = new TreeMap<>();
        values.forEach((name, value) -> canonical.put(name, Canon.of(name, value)));
        records.put(key, canonical);
    }

    private void things() throws SQLException {
        Map<Long, Map<String, @Nullable Object>> things = new TreeMap<>();
        each(
                "select t.*, x.remark, g.id gadget, g.maker, g.power from Thing t left join Thing_extra x on x.id = t.id"
                        + " left join Gadget g on g.id = t.id",
                row -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    for (String name :
                            List.of("title", "price", "rating", "token", "birthday", "flag", "amount", "remark")) {
                        Object value = row.getObject(name);
                        values.put(
                                name, value instanceof java.sql.Date date ? LocalDate.parse(date.toString()) : value);
                    }
                    int grade = row.getInt("grade");
                    values.put("grade", row.wasNull() ? null : Thing.Grade.values()[grade]);
                    values.put("shout", row.getString("shout"));
                    OffsetDateTime moment = row.getObject("moment", OffsetDateTime.class);
                    values.put("moment", moment == null ? null : moment.toInstant());
                    OffsetDateTime created = row.getObject("createdAt", OffsetDateTime.class);
                    values.put("createdAt", created == null ? null : created.toInstant());
                    double ratio = row.getDouble("ratio");
                    values.put("ratio", row.wasNull() ? null : ratio);
                    byte[] data = row.getBytes("data");
                    values.put(
                            "data",
                            data == null ? null : new AuditValue.Digest(data.length, JsonWriter.sha256(data), ""));
                    values.put("numbers", numbers(row.getArray("numbers")));
                    values.put("body", body(row.getString("body")));
                    values.put("secret", new AuditValue.Masked());
                    values.put("place", place(row));
                    values.put("owner", person(row.getString("owner_land"), row.getObject("owner_number")));
                    for (String name : List.of("words", "marks", "spots", "people", "parts")) {
                        values.put(name, new ArrayList<>());
                    }
                    values.put("lines", new TreeMap<>());
                    values.put("prices", new TreeMap<>());
                    if (row.getObject("gadget") != null) {
                        values.put("maker", row.getString("maker"));
                        values.put("power", row.getObject("power"));
                    }
                    things.put(row.getLong("id"), values);
                });
        each("select * from Thing_words", row -> add(things, row, "words", row.getObject("words")));
        each("select * from Thing_marks", row -> add(things, row, "marks", row.getObject("marks")));
        each("select * from Thing_spots", row -> add(things, row, "spots", spot(row)));
        each(
                "select * from Thing_Person",
                row -> add(
                        things, row, "people", person(row.getString("people_land"), row.getObject("people_number"))));
        each(
                "select id, parts_id Thing_id from Part where parts_id is not null",
                row -> add(things, row, "parts", row.getObject("id")));
        each(
                "select * from Thing_lines",
                row -> put(things, row, "lines", row.getString("lines_ORDER"), row.getString("lines")));
        each(
                "select * from Thing_prices",
                row -> put(things, row, "prices", row.getString("prices_KEY"), row.getObject("prices")));
        things.forEach((id, values) -> put("Thing#" + id, values));
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<Long, Map<String, @Nullable Object>> things, ResultSet row, String name, Object element)
            throws SQLException {
        ((List<Object>) things.get(row.getLong("Thing_id")).get(name)).add(element);
    }

    @SuppressWarnings("unchecked")
    private static void put(
            Map<Long, Map<String, @Nullable Object>> things, ResultSet row, String name, String key, Object element)
            throws SQLException {
        ((Map<String, Object>) things.get(row.getLong("Thing_id")).get(name)).put(key, element);
    }

    private static @Nullable Object numbers(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((Object[]) array.getArray());
    }

    private static @Nullable Object body(@Nullable String text) {
        return text == null || text.length() <= 10_000
                ? text
                : new AuditValue.Digest(text.length(), JsonWriter.sha256(text.getBytes(StandardCharsets.UTF_8)), "");
    }

    private static @Nullable Object place(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> place = new TreeMap<>();
        place.put("town", row.getString("town"));
        place.put("spot", row.getObject("x") == null ? null : spot(row));
        return place.values().stream().allMatch(value -> value == null) ? null : place;
    }

    private static Object spot(ResultSet row) throws SQLException {
        return Map.of("x", row.getObject("x"), "y", row.getObject("y"));
    }

    private static @Nullable Object person(@Nullable String land, Object number) {
        return land == null ? null : new TreeMap<>(Map.of("land", land, "number", number));
    }

    private void others() throws SQLException {
        each(
                "select * from Person",
                row -> one("Person#" + json(person(row.getString("land"), row.getInt("number"))), row, "name"));
        each("select * from Part", row -> one("Part#" + row.getLong("id"), row, "name"));
        each(
                "select * from Shape",
                row -> one(
                        "Shape#" + row.getLong("id"),
                        row,
                        "name",
                        "weight",
                        row.getString("DTYPE").endsWith("Circle") ? "radius" : "side"));
        each("select * from Fee", row -> one("Fee#" + row.getLong("id"), row, "name"));
        each("select * from LateFee", row -> one("LateFee#" + row.getLong("id"), row, "name", "days"));
    }

    private void one(String key, ResultSet row, String... names) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : names) {
            values.put(name, row.getObject(name));
        }
        put(key, values);
    }

    private static String json(@Nullable Object value) {
        try (JsonWriter writer = new JsonWriter(Integer.MAX_VALUE)) {
            writer.any(value);
            return writer.finish();
        }
    }
}
