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
package dev.ashlar.audit.internal.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL takes many rows: those that differ in little come as one execution of one statement, what differs as arrays. In a batch
 * of single rows it would open the table and its indexes, and read its checks, for each.
 */
final class ArrayInsert {

    /** Fewer rows are not worth it. */
    static final int MIN_ROWS = 4;

    /** Attributes that differ from row to row, with the types of their elements. */
    private static final Map<String, String> VARYING = Map.of(
            "sequence", "integer",
            "recordId", "text",
            "oldValues", "text",
            "newValues", "text",
            "changedFields", "text");

    /** A bare parameter of a {@code select} would be text. */
    private static final Map<Integer, String> CASTS = Map.of(
            SqlTypes.UUID, "cast(? as uuid)",
            SqlTypes.INTEGER, "cast(? as integer)",
            SqlTypes.VARCHAR, "cast(? as varchar)",
            SqlTypes.TIMESTAMP_UTC, "cast(? as timestamp with time zone)");

    private final String insert;
    private final List<LogColumn> common;
    private final List<LogColumn> varying;

    private ArrayInsert(String insert, List<LogColumn> common, List<LogColumn> varying) {
        this.insert = insert;
        this.common = common;
        this.varying = varying;
    }

    /** Rows that are alike in all but the varying columns. */
    private static final class Alike {
        final LogRow first;
        final List<LogRow> rows = new ArrayList<>();
        final List<String> ids = new ArrayList<>();

        Alike(LogRow first) {
            this.first = first;
        }

        boolean takes(LogRow row) {
            return row.action() == first.action()
                    && row.source() == first.source()
                    && row.tableName().equals(first.tableName())
                    && row.entityName().equals(first.entityName())
                    && row.transactionId().equals(first.transactionId())
                    && row.createdAt().equals(first.createdAt())
                    && row.context().equals(first.context())
                    && Objects.equals(row.revertedId(), first.revertedId());
        }
    }

    /** Null where the engine does not take it, or the application's settings map a column to another type. */
    static @Nullable ArrayInsert of(
            Dialect dialect, String table, String idName, Type idType, List<LogColumn> columns) {
        boolean fits = dialect instanceof PostgreSQLDialect
                && LogColumn.codeOf(idType) == SqlTypes.UUID
                && columns.stream().allMatch(column -> column.isJson() || CASTS.containsKey(column.code()));
        if (!fits) {
            return null;
        }
        List<LogColumn> common = new ArrayList<>(columns);
        common.removeIf(column -> VARYING.containsKey(column.attribute()));
        List<LogColumn> varying = new ArrayList<>(columns);
        varying.removeAll(common);
        String names = Stream.concat(
                        Stream.of(idName),
                        Stream.concat(common.stream(), varying.stream()).map(LogColumn::name))
                .collect(Collectors.joining(", "));
        String selected = Stream.of(
                        Stream.of("v.id"),
                        common.stream().map(column -> CASTS.get(column.code())),
                        IntStream.range(0, varying.size())
                                .mapToObj(i -> varying.get(i).isJson() ? "cast(v.v" + i + " as jsonb)" : "v.v" + i))
                .flatMap(part -> part)
                .collect(Collectors.joining(", "));
        String arrays = varying.stream()
                .map(column -> ", cast(? as " + VARYING.get(column.attribute()) + "[])")
                .collect(Collectors.joining());
        String aliases =
                IntStream.range(0, varying.size()).mapToObj(i -> ", v" + i).collect(Collectors.joining());
        return new ArrayInsert(
                "insert into " + table + " (" + names + ") select " + selected + " from unnest(cast(? as uuid[])"
                        + arrays + ") as v(id" + aliases + ")",
                List.copyOf(common),
                List.copyOf(varying));
    }

    void insert(Connection connection, List<LogRow> rows, SharedSessionContractImplementor session)
            throws SQLException {
        List<Alike> all = alike(rows, session);
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Alike alike : all) {
                bind(connection, statement, alike, session);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Ids are in the order of the rows, which is that of the changes. */
    private static List<Alike> alike(List<LogRow> rows, SharedSessionContractImplementor session) {
        List<Alike> all = new ArrayList<>();
        Alike last = null;
        for (LogRow row : rows) {
            if (last == null || !last.takes(row)) {
                last = all.stream()
                        .filter(alike -> alike.takes(row))
                        .findFirst()
                        .orElse(null);
            }
            if (last == null) {
                last = new Alike(row);
                all.add(last);
            }
            UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(session);
            last.ids.add(id.toString());
            last.rows.add(row);
        }
        return all;
    }

    private void bind(
            Connection connection, PreparedStatement statement, Alike alike, SharedSessionContractImplementor session)
            throws SQLException {
        int position = 0;
        for (LogColumn column : common) {
            column.bind(statement, ++position, alike.first, session);
        }
        statement.setArray(++position, connection.createArrayOf("uuid", alike.ids.toArray(String[]::new)));
        for (LogColumn column : varying) {
            Stream<@Nullable Object> values = alike.rows.stream().map(column.value());
            Object[] elements = column.isText() ? values.toArray(String[]::new) : values.toArray(Integer[]::new);
            statement.setArray(++position, connection.createArrayOf(VARYING.get(column.attribute()), elements));
        }
    }
}
