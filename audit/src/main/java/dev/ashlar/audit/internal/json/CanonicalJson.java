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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * A form of JSON that is the same however an engine keeps a document: PostgreSQL's {@code jsonb} sorts names, drops blanks and writes
 * {@code 1E15} as {@code 1000000000000000}.
 *
 * <p>Numbers have no trailing zeros, names are sorted, and one that is there twice stays there twice. Nothing that can be told apart in a
 * document becomes the same, but for the ways to write a number or an escape.
 */
public final class CanonicalJson {

    private final JsonParser in;

    private CanonicalJson(JsonParser in) {
        this.in = in;
    }

    /**
     * A member of an object.
     *
     * @param name its name
     * @param value its value in canonical form
     */
    public record Member(String name, String value) {}

    /** A document, whatever it is; what no parser takes stands for itself, so that nothing can stop whoever reads a table. */
    public static String of(String json) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            StringBuilder out = new StringBuilder();
            new CanonicalJson(parser).value(parser.nextToken(), out);
            return parser.nextToken() == null ? out.toString() : raw(json);
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            return raw(json);
        }
    }

    /** The members of a document that is an object, by name; nothing of any other. */
    public static Optional<List<Member>> members(String json) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            List<Member> members = new CanonicalJson(parser).members();
            return parser.nextToken() == null ? Optional.of(members) : Optional.empty();
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String raw(String json) {
        return "?" + json;
    }

    private void value(@Nullable JsonToken token, StringBuilder out) {
        if (token == null) {
            return; // an empty document
        }
        switch (token) {
            case START_OBJECT -> {
                out.append('{');
                members().forEach(member -> {
                    text(member.name(), out);
                    out.append(member.value());
                });
                out.append('}');
            }
            case START_ARRAY -> {
                out.append('[');
                for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    value(next, out);
                }
                out.append(']');
            }
            case VALUE_TRUE -> out.append('t');
            case VALUE_FALSE -> out.append('f');
            case VALUE_NULL -> out.append('0');
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(new BigDecimal(in.getString()), out);
            default -> text(in.getString(), out);
        }
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_OBJECT; next = in.nextToken()) {
            String name = in.currentName();
            StringBuilder value = new StringBuilder();
            value(in.nextToken(), value);
            members.add(new Member(name, value.toString()));
        }
        members.sort(Comparator.comparing(Member::name));
        return members;
    }

    private static void number(BigDecimal number, StringBuilder out) {
        BigDecimal stripped = number.stripTrailingZeros();
        out.append('n')
                .append(stripped.unscaledValue())
                .append('e')
                .append(-(long) stripped.scale())
                .append(';');
    }

    private static void text(String text, StringBuilder out) {
        out.append('s').append(text.length()).append(':').append(text);
    }
}
