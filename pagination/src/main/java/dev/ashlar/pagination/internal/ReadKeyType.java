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

import dev.ashlar.pagination.PaginationException;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** The type of a column of which nothing is known before it is read. */
final class ReadKeyType implements KeyType {

    private final String column;

    ReadKeyType(String column) {
        this.column = column;
    }

    /**
     * As the driver reads it.
     *
     * @throws PaginationException if rows cannot be ordered by it without losing some
     */
    @Override
    public @Nullable Object written(@Nullable Object value) {
        Object plain = value instanceof Timestamp timestamp
                ? timestamp.toLocalDateTime()
                : value instanceof Date date
                        ? date.toLocalDate()
                        : value instanceof Time time ? time.toLocalTime() : value;
        if (plain != null && !WireValues.isWritable(plain)) {
            throw new PaginationException("No sort by a column of this type: column=" + column + " javaType="
                    + plain.getClass().getName() + ". Cast it in the query to a decimal, a text or a time.");
        }
        return plain;
    }

    @Override
    public @Nullable Object read(@Nullable Object written) {
        return written;
    }
}
