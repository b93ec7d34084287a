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
 * What was asked for is not to be had: a page number or size out of range, an unknown sort name, or, as a subclass, a cursor that
 * does not fit. An application answers it with 400; the message is fit to be shown.
 */
public sealed class PageRequestException extends PersistenceException
        permits MalformedCursorException, TamperedCursorException, ForeignCursorException, ExpiredCursorException {

    private static final long serialVersionUID = 1L;

    /** With a message for whoever asked. */
    public PageRequestException(String message) {
        super(message);
    }

    /** With a message for whoever asked. */
    PageRequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
