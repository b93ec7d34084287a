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
package dev.ashlar.pagination;

/** How a page after a cursor is asked for in SQL. Both forms return the same rows; they differ in what an index can do for them. */
public enum KeysetForm {
    /**
     * {@code (a, b) > (?, ?)}, as far as the keys share a direction and have values. PostgreSQL, CockroachDB and H2 seek with it; the
     * MySQL and MariaDB manuals say that they do not.
     */
    ROW_VALUES,
    /** {@code a >= ? and (a > ? or a = ? and b > ?)}: every database seeks to the first key's value, and filters from there. */
    PREFIX_BOUNDED
}
