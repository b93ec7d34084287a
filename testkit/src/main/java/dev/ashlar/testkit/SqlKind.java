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
package dev.ashlar.testkit;

/** What a statement does, by its text. */
public enum SqlKind {
    /** Reads rows. */
    SELECT,
    /** Fetches the next ids from a sequence; not counted as a select. */
    SEQUENCE,
    /** Inserts rows, also from within a select ({@code from final table (insert …)}). */
    INSERT,
    /** Updates rows. */
    UPDATE,
    /** Deletes rows. */
    DELETE,
    /** Inserts or updates rows: {@code merge}, {@code replace}. */
    MERGE,
    /** Calls a procedure. */
    CALL,
    /** Defines tables and the like; {@code truncate} too. */
    DDL,
    /** Anything else, such as {@code set} or {@code explain}. */
    OTHER
}
