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

import jakarta.persistence.PersistenceException;

/**
 * The query or its sort cannot be paged: thrown before any statement runs, with what to change.
 *
 * <p>It is the application's mistake, not the request's; for that see {@link PageRequestException}.
 */
public final class PaginationException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    /** With a message for the developer. */
    public PaginationException(String message) {
        super(message);
    }

    /** With a message for the developer. */
    public PaginationException(String message, Throwable cause) {
        super(message, cause);
    }
}
