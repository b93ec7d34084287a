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
package dev.ashlar.testkit.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLXML;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bound value as a reader of a log wants to see it; reads no stream and no locator. */
final class ValueText {

    private static final int LONGEST = 60;

    private ValueText() {}

    static List<String> of(List<@Nullable Object> row) {
        List<String> texts = new ArrayList<>(row.size());
        for (Object value : row) {
            texts.add(of(value));
        }
        return texts;
    }

    static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence text) {
            return "'" + abbreviated(text.toString()) + "'";
        }
        if (value instanceof byte[] bytes) {
            return "byte[" + bytes.length + "]";
        }
        if (value instanceof Object[] elements) {
            return abbreviated(Arrays.deepToString(elements));
        }
        if (value instanceof InputStream || value instanceof Reader) {
            return "<stream>";
        }
        if (value instanceof Array) {
            return "<array>";
        }
        if (value instanceof Blob || value instanceof Clob || value instanceof SQLXML) {
            return "<lob>";
        }
        try {
            return abbreviated(String.valueOf(value));
        } catch (RuntimeException e) {
            // Anything may be bound by setObject.
            return "<" + value.getClass().getSimpleName() + ">";
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
