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

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was sealed.
 *
 * @param kind what it is
 * @param seal the number of the seal, 0 if it belongs to none
 * @param row the id of the log row; null if it is not about one
 * @param parts of a changed row the attributes that differ, such as {@code actor} or {@code newValues.title}; empty if that cannot be told
 * @param text a sentence about it
 */
public record SealFinding(Kind kind, long seal, @Nullable UUID row, List<String> parts, String text) {

    /** Copies the list. */
    public SealFinding {
        parts = List.copyOf(parts);
    }

    /** What can be found. */
    public enum Kind {
        /** A log row is not what it was. */
        CHANGED,
        /** Values of a log row were blanked, and no row of action {@link AuditAction#ERASE} accounts for it. */
        ERASED,
        /** A log row is gone, and no row of action {@link AuditAction#PURGE} accounts for it. */
        REMOVED,
        /**
         * A log row says that it is from a time that was sealed, and was not there then: somebody inserted it, or its transaction took longer
         * than the grace. Or it was purged, and is there again.
         */
        INSERTED,
        /** A seal, or the list of its rows, is not what was signed, or is signed by nobody who has a key. */
        SEAL_CHANGED,
        /** Seals in the middle of the chain, or at its begin, are gone. */
        SEAL_MISSING,
        /** A seal has the id of a key that was not given: nothing is known of it, nor of its rows. */
        KEY_UNKNOWN,
        /** The newest seals are gone: the chain ends before the anchor. */
        TRUNCATED
    }
}
