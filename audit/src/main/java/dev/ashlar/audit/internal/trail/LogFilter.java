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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.dialect.Dialect;

/**
 * Which rows of the log: conditions with their values, all of which hold.
 *
 * @param equal values by attribute, or a list of them of which one holds
 * @param since first instant, or none
 * @param until instant after the last one, or none
 * @param field a changed attribute, or none
 * @param after the row before the first one in the order, or none
 * @param oldestFirst the order
 */
public record LogFilter(
        Map<String, Object> equal,
        List<Instant> since,
        List<Instant> until,
        List<String> field,
        List<UUID> after,
        boolean oldestFirst) {

    /** All rows, newest first. */
    public static final LogFilter ALL = new LogFilter(Map.of(), List.of(), List.of(), List.of(), List.of(), false);

    /** With a value for an attribute, in place of an earlier one. */
    public LogFilter with(String attribute, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(equal);
        more.put(attribute, value);
        return new LogFilter(Map.copyOf(more), since, until, field, after, oldestFirst);
    }

    /** With one of some actions. */
    public LogFilter actions(Set<AuditAction> actions) {
        return with("action", List.copyOf(actions));
    }

    /** From an instant on. */
    public LogFilter since(Instant instant) {
        return new LogFilter(equal, List.of(instant), until, field, after, oldestFirst);
    }

    /** Before an instant. */
    public LogFilter until(Instant instant) {
        return new LogFilter(equal, since, List.of(instant), field, after, oldestFirst);
    }

    /** With a changed attribute. */
    public LogFilter field(String name) {
        return new LogFilter(equal, since, until, List.of(name), after, oldestFirst);
    }

    /** Behind a row. */
    public LogFilter after(UUID row) {
        return new LogFilter(equal, since, until, field, List.of(row), oldestFirst);
    }

    /** In another order. */
    public LogFilter oldestFirst(boolean oldest) {
        return new LogFilter(equal, since, until, field, after, oldest);
    }

    /** Reads. */
    public List<AuditLog> read(LogReader reader, int limit) {
        Dialect dialect = reader.session().getJdbcServices().getDialect();
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>(equal);
        equal.forEach((attribute, value) ->
                conditions.add(attribute + (value instanceof List ? " in :" : " = :") + attribute));
        since.forEach(instant -> {
            conditions.add("createdAt >= :since");
            parameters.put("since", instant);
        });
        until.forEach(instant -> {
            conditions.add("createdAt < :until");
            parameters.put("until", instant);
        });
        field.forEach(name -> {
            conditions.add(FieldFilter.condition(dialect));
            parameters.put(FieldFilter.PARAMETER, FieldFilter.parameter(dialect, name));
        });
        after.forEach(row -> {
            conditions.add(oldestFirst ? "id > :after" : "id < :after");
            parameters.put("after", row);
        });
        return reader.read(
                "from AuditLog" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by id" + (oldestFirst ? "" : " desc"),
                parameters,
                limit);
    }
}
