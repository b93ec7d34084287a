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
package dev.ashlar.audit;

/**
 * What the history holds in place of a value that it does not keep.
 *
 * <p>In {@link AuditLog#oldValues()} and {@link AuditLog#newValues()} a value is null, a {@link Boolean}, a {@link Long} or
 * {@link java.math.BigInteger} (whole numbers, also of an attribute that could have a fraction), a {@link Double}, or a {@link String}: decimals, times, UUIDs and enum names are texts, as
 * {@code toString} has them. An embedded value and a list or map that the entity owns are a {@link java.util.Map}, a set or bag is a
 * {@link java.util.List}, a reference is the identifier of what it refers to. Of a collection an update tells what went and what came: a
 * list and a map by their index or key.
 */
public sealed interface AuditValue {

    /** It was there, and is kept from the log by {@link dev.ashlar.audit.Masked}. */
    record Masked() implements AuditValue {}

    /** It was logged, and has been blanked since. */
    record Erased() implements AuditValue {}

    /** A lazy attribute or collection that was not loaded when it was replaced or deleted. */
    record Unloaded() implements AuditValue {}

    /** The log does not tell: it began later, or something was changed that it has no values of. Only as a part of a {@link RecordState}. */
    record Unknown() implements AuditValue {}

    /**
     * Too long, or binary.
     *
     * @param length number of characters of a text, of bytes of a binary value
     * @param sha256 SHA-256 of its bytes, of a text in UTF-8, in hexadecimal
     * @param start the first characters of a text, empty for a binary value
     */
    record Digest(long length, String sha256, String start) implements AuditValue {}

    /**
     * A set-based statement, in the one row that sums it up.
     *
     * @param text the statement in HQL, with its parameters left out
     * @param count how many rows it changed
     */
    record Statement(String text, long count) implements AuditValue {}
}
