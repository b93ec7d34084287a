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
package dev.ashlar.core.internal.naming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hibernate.dialect.Dialect;

/**
 * The length of generated names: at most 63 bytes in UTF-8, and less where an engine allows less.
 *
 * <p>63 is PostgreSQL's limit, the smallest of the engines that we test, and its unit is the byte. It holds on all of
 * them, so that a table has the same name everywhere.
 */
public final class GeneratedName {

    private static final int PORTABLE_LIMIT = 63;
    private static final int HASH_DIGITS = 8;

    private GeneratedName() {}

    /** The longest name for this dialect, in bytes of UTF-8. */
    public static int limit(Dialect dialect) {
        return Math.min(PORTABLE_LIMIT, dialect.getMaxIdentifierLength());
    }

    /**
     * The name as it is, if it fits; otherwise its beginning, an underscore and 8 digits of a hash over all of it. Equal
     * names are cut equally, on every machine.
     *
     * @param limit in bytes of UTF-8, 16 at least
     */
    public static String fit(String name, int limit) {
        return name.getBytes(UTF_8).length <= limit ? name : withHash(name, name, limit);
    }

    /** The name's beginning, an underscore and 8 digits of a hash over {@code identity}. */
    static String withHash(String name, String identity, int limit) {
        StringBuilder start = new StringBuilder();
        int room = limit - HASH_DIGITS - 1;
        for (int letter : name.codePoints().toArray()) {
            room -= Character.toString(letter).getBytes(UTF_8).length;
            if (room < 0) {
                break;
            }
            start.appendCodePoint(letter);
        }
        return start.append('_').append(hash(identity), 0, HASH_DIGITS).toString();
    }

    /** SHA-256 in hexadecimal digits. */
    static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
