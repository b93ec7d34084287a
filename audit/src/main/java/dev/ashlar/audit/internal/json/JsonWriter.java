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
package dev.ashlar.audit.internal.json;

import dev.ashlar.audit.AuditValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes one JSON document. */
public final class JsonWriter implements AutoCloseable {

    /** As much of a long text as its digest shows. */
    private static final int START = 100;

    private final StringBuilder out = new StringBuilder(500);
    private final int maxText;

    /** A document in which texts up to a length are kept whole. */
    public JsonWriter(int maxText) {
        this.maxText = maxText;
    }

    /** A list of names. */
    public static String names(Collection<String> names) {
        try (JsonWriter writer = new JsonWriter(Integer.MAX_VALUE)) {
            writer.startArray();
            names.forEach(writer::text);
            writer.endArray();
            return writer.finish();
        }
    }

    /** An object of the same names, with every value blanked; null for null. */
    public static @Nullable String erased(@Nullable String object) {
        if (object == null) {
            return null;
        }
        try (JsonWriter writer = new JsonWriter(Integer.MAX_VALUE)) {
            writer.startObject();
            JsonReader.object(object).keySet().forEach(name -> {
                writer.name(name);
                writer.marker(new AuditValue.Erased());
            });
            writer.endObject();
            return writer.finish();
        }
    }

    /** Whether two documents say the same, however the engine keeps them. */
    public static boolean isSame(@Nullable String one, @Nullable String other) {
        return Objects.equals(JsonReader.value(one), JsonReader.value(other));
    }

    /** The document; nothing is written any more. */
    public String finish() {
        return out.toString();
    }

    @Override
    public void close() {
        out.setLength(0);
    }

    /** Begins an object. */
    public void startObject() {
        separate();
        out.append('{');
    }

    /** Ends an object. */
    public void endObject() {
        out.append('}');
    }

    /** Begins an array. */
    public void startArray() {
        separate();
        out.append('[');
    }

    /** Ends an array. */
    public void endArray() {
        out.append(']');
    }

    /** Names what follows. */
    public void name(String name) {
        string(name);
        out.append(':');
    }

    /** A comma, unless what follows is the first of its kind, or has a name. */
    private void separate() {
        if (!out.isEmpty()) {
            char last = out.charAt(out.length() - 1); // of a text it is a quotation mark
            if (last != '{' && last != '[' && last != ':') {
                out.append(',');
            }
        }
    }

    private void string(String value) {
        separate();
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(valid(value), out);
        out.append('"');
    }

    private void bare(String value) {
        separate();
        out.append(value);
    }

    /** Nothing. */
    public void nothing() {
        bare("null");
    }

    /** A truth value. */
    public void bool(boolean value) {
        bare(Boolean.toString(value));
    }

    /** A whole number. */
    public void number(long value) {
        separate();
        out.append(value);
    }

    /** A whole number. */
    public void number(BigInteger value) {
        bare(value.toString());
    }

    /** A floating-point number; text if JSON has no number for it. */
    public void number(double value) {
        if (Double.isFinite(value)) {
            bare(Double.toString(value));
        } else {
            string(Double.toString(value));
        }
    }

    /** A text, or the digest of one that is too long. */
    public void text(String value) {
        if (value.length() <= maxText) {
            string(value);
        } else {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            marker(new AuditValue.Digest(value.length(), sha256(bytes), value.substring(0, START)));
        }
    }

    /** The digest of a binary value. */
    public void binary(byte[] value) {
        marker(new AuditValue.Digest(value.length, sha256(value), ""));
    }

    /** What stands for a value that is not kept. */
    public void marker(AuditValue marker) {
        startObject();
        name(Json.MARKER);
        if (marker instanceof AuditValue.Digest digest) {
            string(Json.DIGEST);
            name("length");
            number(digest.length());
            name("sha256");
            string(digest.sha256());
            if (!digest.start().isEmpty()) {
                name("start");
                string(digest.start());
            }
        } else if (marker instanceof AuditValue.Statement statement) {
            string(Json.STATEMENT);
            name("text");
            string(statement.text());
            name("count");
            number(statement.count());
        } else {
            string(nameOf(marker));
        }
        endObject();
    }

    private static String nameOf(AuditValue marker) {
        if (marker instanceof AuditValue.Masked) {
            return Json.MASKED;
        }
        return marker instanceof AuditValue.Erased ? Json.ERASED : Json.UNLOADED;
    }

    /** What was read before: maps, collections, markers and scalars. */
    public void any(@Nullable Object value) {
        if (value == null) {
            nothing();
        } else if (value instanceof AuditValue marker) {
            marker(marker);
        } else if (value instanceof Map<?, ?> map) {
            startObject();
            map.forEach((name, inner) -> {
                name(name.toString());
                any(inner);
            });
            endObject();
        } else if (value instanceof Collection<?> list) {
            startArray();
            list.forEach(this::any);
            endArray();
        } else if (value instanceof Boolean bool) {
            bool(bool);
        } else if (value instanceof BigInteger number) {
            number(number);
        } else if (value instanceof Double number) {
            number(number.doubleValue());
        } else if (value instanceof Number number) {
            number(number.longValue());
        } else {
            text(value.toString());
        }
    }

    /** PostgreSQL and UTF-8 have no half of a surrogate pair, and a log must not fail for one. */
    private static String valid(String value) {
        StringBuilder mended = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else {
                mended = mended == null ? new StringBuilder(value) : mended;
                mended.setCharAt(i, '\uFFFD');
            }
        }
        return mended == null ? value : mended.toString();
    }

    /** SHA-256 in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
