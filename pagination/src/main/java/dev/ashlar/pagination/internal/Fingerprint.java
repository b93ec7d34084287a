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
package dev.ashlar.pagination.internal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cursor belongs to: a digest over query, sort and parameters, and beside it those parameters that have no text of their own.
 * They are compared as values, so a cursor that has some serves this JVM alone.
 */
public final class Fingerprint {

    /** Bytes of a digest. */
    public static final int LENGTH = 16;

    private final byte[] digest;
    private final List<Object> unwritten;

    Fingerprint(byte[] digest, List<Object> unwritten) {
        this.digest = digest;
        this.unwritten = unwritten;
    }

    /** As a token brings it. */
    public static Fingerprint ofDigest(byte[] digest) {
        return new Fingerprint(digest, List.of());
    }

    /** The digest. */
    public byte[] digest() {
        return digest.clone();
    }

    /** The type of a parameter that cannot be written into a token, if there is one. */
    public Optional<Class<?>> unwrittenType() {
        return unwritten.stream().<Class<?>>map(Object::getClass).findFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that
                && MessageDigest.isEqual(digest, that.digest)
                && unwritten.equals(that.unwritten);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(digest), unwritten);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest, 0, 4);
    }
}
