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
package dev.ashlar.core.transaction;

import jakarta.persistence.PersistenceException;
import java.time.Duration;

/** A block took longer than the timeout of its transaction, which was rolled back instead of committed. */
public final class TransactionTimeoutException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    TransactionTimeoutException(Duration timeout, Duration elapsed) {
        super("The transaction took longer than its timeout and was rolled back: timeout=" + timeout + " elapsed="
                + elapsed + ". Do less in one transaction, or allow more by timeout(…).");
        this.timeout = timeout;
    }

    /** Returns the timeout that was set. */
    public Duration timeout() {
        return timeout;
    }
}
