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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a list of values: each with its kind and length, so that no two lists are the same bytes. */
final class Fingerprint {

    private static final long MICROS = 1_000_000;

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    /** Of a kind of list: no two kinds have the same fingerprints. */
    static Fingerprint of(String kind) {
        return new Fingerprint().add(kind);
    }

    Fingerprint add(@Nullable Object value) {
        if (value == null) {
            digest.update((byte) 0);
        } else if (value instanceof byte[] bytes) {
            add('b', bytes);
        } else if (value instanceof UUID uuid) {
            add(
                    'u',
                    ByteBuffer.allocate(16)
                            .putLong(uuid.getMostSignificantBits())
                            .putLong(uuid.getLeastSignificantBits())
                            .array());
        } else if (value instanceof Instant instant) {
            add('i', longs(micros(instant)));
        } else if (value instanceof Boolean || value instanceof Enum<?> || value instanceof String) {
            add(
                    's',
                    (value instanceof Enum<?> constant ? constant.name() : value.toString())
                            .getBytes(StandardCharsets.UTF_8));
        } else {
            add('n', longs(((Number) value).longValue()));
        }
        return this;
    }

    private void add(char kind, byte[] bytes) {
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static byte[] longs(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** What every engine keeps of it. */
    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1_000);
    }

    byte[] end() {
        return digest.digest();
    }

    byte[] end(int length) {
        return Arrays.copyOf(end(), length);
    }
}
