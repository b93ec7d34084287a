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
package dev.ashlar.audit.internal.seal;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.json.CanonicalJson;
import dev.ashlar.audit.internal.json.JsonReader;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A log row as it is sealed: its columns, and each of its values by itself. */
final class RowContent {

    /** The attributes of a log row in the first form of seals; one that is added later needs a second form. */
    static final List<String> COLUMNS = List.of(
            "transactionId",
            "sequence",
            "tableName",
            "entityName",
            "recordId",
            "action",
            "actor",
            "actorKind",
            "oldValues",
            "newValues",
            "changedFields",
            "ipAddress",
            "userAgent",
            "requestId",
            "reason",
            "tenant",
            "source",
            "revertedId",
            "schemaVersion",
            "createdAt");

    private static final String ERASED = CanonicalJson.of("{\"$\":\"erased\"}");

    /** Of a column's digest: enough to tell which one changed, the digest of all of them proves that one did. */
    private static final int HINT = 4;

    /** Of a value's digest: who wants another value for it has to try 2^128, the salt is unknown before. */
    private static final int COMMITMENT = 16;

    private static final int HINTS = COLUMNS.size() * HINT;

    private final UUID id;
    private final Instant createdAt;
    private final byte[] subject;
    private final @Nullable Purge purge;
    private final String tableName;
    private final @Nullable String recordId;
    private final List<byte[]> columns = new ArrayList<>(COLUMNS.size());
    private final List<Value> values = new ArrayList<>();

    /**
     * A value.
     *
     * @param part its name among all of the row
     * @param json canonical
     */
    private record Value(String part, String json) {

        boolean isErased() {
            return json.equals(ERASED);
        }
    }

    /**
     * What a row says of a purge.
     *
     * @param rows how many were deleted
     * @param before the bound
     */
    record Purge(long rows, Instant before) {}

    /**
     * Of a row as it was read.
     *
     * @param state its attributes: {@code id} and {@link #COLUMNS}, enums as their text
     */
    RowContent(Map<String, @Nullable Object> state) {
        this.id = (UUID) present(state, "id");
        this.createdAt = (Instant) present(state, "createdAt");
        this.tableName = (String) present(state, "tableName");
        this.recordId = (String) state.get("recordId");
        this.subject = subject(tableName, (String) present(state, "entityName"));
        this.purge = purge(state);
        for (String column : COLUMNS) {
            columns.add(Fingerprint.of(column)
                    .add(column(column, state.get(column)))
                    .end());
        }
    }

    private static Object present(Map<String, @Nullable Object> state, String column) {
        return Objects.requireNonNull(state.get(column), column);
    }

    static byte[] subject(String tableName, String entityName) {
        return Fingerprint.of("subject").add(tableName).add(entityName).end(AuditSealRow.SUBJECT);
    }

    private static @Nullable Purge purge(Map<String, @Nullable Object> state) {
        if (AuditAction.PURGE.name().equals(state.get("action"))
                && AuditSource.TASK.name().equals(state.get("source"))) {
            try {
                Map<String, @Nullable Object> told = JsonReader.object((String) state.get("newValues"));
                if (told.get("rows") instanceof Long rows && told.get("createdBefore") instanceof String before) {
                    return new Purge(rows, Instant.parse(before));
                }
            } catch (DateTimeException | JacksonException e) {
                return null; // it tells of nothing that could account for anything
            }
        }
        return null;
    }

    /** Of the values here only what they are called: that stays when they are erased. */
    private @Nullable Object column(String column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (column) {
            case "oldValues", "newValues" -> {
                String json = (String) value;
                Optional<List<CanonicalJson.Member>> members = CanonicalJson.members(json);
                if (members.isEmpty()) {
                    values.add(new Value(column, CanonicalJson.of(json)));
                    yield "";
                }
                members.get().forEach(member -> values.add(new Value(column + "." + member.name(), member.value())));
                yield members.get().stream()
                        .map(member -> member.name().length() + ":" + member.name())
                        .collect(Collectors.joining("", "{", "}"));
            }
            case "changedFields" -> CanonicalJson.of((String) value);
            default -> value;
        };
    }

    /** Fills in what a seal keeps. */
    void into(AuditSealRow row, byte[] salt) {
        row.loggedAt = createdAt;
        row.subject = subject;
        row.purgedRows = purge == null ? null : purge.rows();
        row.purgedBefore = purge == null ? null : purge.before();
        ByteBuffer commitments = ByteBuffer.allocate(HINTS + values.size() * COMMITMENT);
        columns.forEach(column -> commitments.put(column, 0, HINT));
        values.forEach(value -> commitments.put(commitment(value, salt)));
        row.salt = salt;
        row.commitments = commitments.array();
        row.content = digest(commitments.array());
    }

    private byte[] digest(byte[] commitments) {
        Fingerprint digest = Fingerprint.of("content").add(id);
        columns.forEach(digest::add);
        return digest.add(Arrays.copyOfRange(commitments, HINTS, commitments.length))
                .end();
    }

    private static byte[] commitment(Value value, byte[] salt) {
        return Fingerprint.of("value")
                .add(salt)
                .add(value.part())
                .add(value.json())
                .end(COMMITMENT);
    }

    UUID id() {
        return id;
    }

    String tableName() {
        return tableName;
    }

    @Nullable
    String recordId() {
        return recordId;
    }

    byte[] subject() {
        return subject;
    }

    @Nullable
    Purge purge() {
        return purge;
    }

    boolean hasValues() {
        return !values.isEmpty();
    }

    /** Whether the row is what was sealed; of one whose salt is gone that it was, and has no value left. */
    boolean isAsSealed(AuditSealRow row) {
        byte[] commitments = row.commitments;
        if (commitments == null || commitments.length != HINTS + values.size() * COMMITMENT) {
            return false;
        }
        if (!Arrays.equals(row.content, digest(commitments))) {
            return false;
        }
        return changedValues(row).isEmpty();
    }

    /** Whether all that differs is that values were blanked. */
    boolean isBlanked(AuditSealRow row) {
        byte[] commitments = row.commitments;
        return commitments != null
                && commitments.length == HINTS + values.size() * COMMITMENT
                && Arrays.equals(row.content, digest(commitments))
                && changedValues(row).stream().allMatch(Value::isErased);
    }

    /** The names of what is not as it was; empty if that cannot be told. */
    List<String> changes(AuditSealRow row) {
        byte[] commitments = row.commitments;
        if (commitments == null || commitments.length < HINTS) {
            return List.of();
        }
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!Arrays.equals(columns.get(i), 0, HINT, commitments, i * HINT, (i + 1) * HINT)) {
                changed.add(COLUMNS.get(i));
            }
        }
        if (!changed.contains("oldValues") && !changed.contains("newValues")) {
            changedValues(row).forEach(value -> changed.add(value.part()));
        }
        return changed;
    }

    private List<Value> changedValues(AuditSealRow row) {
        byte[] salt = row.salt;
        byte[] commitments = row.commitments;
        if (salt == null) {
            return values.stream().filter(value -> !value.isErased()).toList();
        }
        List<Value> changed = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            int at = HINTS + i * COMMITMENT;
            if (commitments == null
                    || commitments.length < at + COMMITMENT
                    || !Arrays.equals(
                            commitment(values.get(i), salt), 0, COMMITMENT, commitments, at, at + COMMITMENT)) {
                changed.add(values.get(i));
            }
        }
        return changed;
    }
}
