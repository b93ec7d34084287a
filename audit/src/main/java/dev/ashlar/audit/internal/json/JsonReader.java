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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads what {@link JsonWriter} wrote. */
public final class JsonReader {

    private final JsonParser in;

    private JsonReader(JsonParser in) {
        this.in = in;
    }

    /** An object; an empty one for null. */
    public static Map<String, @Nullable Object> object(@Nullable String json) {
        return value(json) instanceof Map<?, ?> map ? typed(map) : Collections.emptyMap();
    }

    @SuppressWarnings("unchecked") // that is what it reads
    private static Map<String, @Nullable Object> typed(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    /** A list of names; an empty one for null. */
    public static List<String> names(@Nullable String json) {
        return value(json) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Any document; null for null. */
    public static @Nullable Object value(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return new JsonReader(parser).value(parser.nextToken());
        }
    }

    private @Nullable Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> markerOr(objectFromHere());
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    list.add(value(next));
                }
                yield Collections.unmodifiableList(list);
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> {
                BigInteger number = in.getBigIntegerValue();
                yield number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
            }
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            default -> in.getString();
        };
    }

    private Map<String, @Nullable Object> objectFromHere() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_OBJECT; next = in.nextToken()) {
            String name = in.currentName();
            map.put(name, value(in.nextToken()));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object markerOr(Map<String, @Nullable Object> map) {
        if (!(map.get(Json.MARKER) instanceof String marker)) {
            return map;
        }
        return switch (marker) {
            case Json.MASKED -> new AuditValue.Masked();
            case Json.ERASED -> new AuditValue.Erased();
            case Json.UNLOADED -> new AuditValue.Unloaded();
            case Json.DIGEST ->
                new AuditValue.Digest(number(map.get("length")), text(map.get("sha256")), text(map.get("start")));
            case Json.STATEMENT -> new AuditValue.Statement(text(map.get("text")), number(map.get("count")));
            default -> map;
        };
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
