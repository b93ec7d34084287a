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

/** Where rows without a value stand among those with one. */
public enum NullPlacement {
    /**
     * Where the database puts them by itself, so that an ordinary index serves the sort: last in ascending order on PostgreSQL and
     * Oracle, first on H2, MySQL, MariaDB and SQL Server; the other way round in descending order.
     */
    NATIVE,
    /** Before all others. */
    FIRST,
    /** After all others. */
    LAST
}
