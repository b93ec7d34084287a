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
package dev.ashlar.contracts;

import dev.ashlar.audit.AuditValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the log does not tell what happened to a record.
 *
 * @param record its entity and identifier
 * @param attribute the attribute or collection; null for the whole record
 * @param before what was there
 * @param log what the log says
 * @param after what is there
 */
record LogDifference(String record, @Nullable String attribute, String before, String log, String after) {

    /** The log says nothing. */
    static final String NOTHING = "nothing";

    /** There is no record. */
    static final String ABSENT = "absent";

    private static final int LONGEST = 80;

    static String presence(@Nullable RecordState state) {
        return state == null ? ABSENT : "present";
    }

    /** A canonical value, cut where it is long. */
    static String value(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof AuditValue && !(value instanceof AuditValue.Statement)) {
            return plain(value);
        }
        String text = plain(value);
        return "[" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "]";
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof AuditValue.Masked) {
            return "masked";
        }
        if (value instanceof AuditValue.Erased) {
            return "erased";
        }
        if (value instanceof AuditValue.Unloaded) {
            return "unloaded";
        }
        if (value instanceof AuditValue.Digest digest) {
            return "digest of " + digest.length() + ": " + digest.sha256().substring(0, 8);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + plain(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(LogDifference::plain).collect(Collectors.joining(", "));
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    @Override
    public String toString() {
        return record + (attribute == null ? "" : " " + attribute) + ": before=" + before + " log=" + log + " after="
                + after;
    }
}
