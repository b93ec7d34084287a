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

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is run.
 *
 * @param timeout positive; null for none
 */
record TransactionOptions(
        @Nullable Retry retry,
        @Nullable Isolation isolation,
        boolean readOnly,
        @Nullable Duration timeout,
        boolean requiresNew) {

    static final TransactionOptions DEFAULTS = new TransactionOptions(null, null, false, null, false);

    TransactionOptions {
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("A timeout is not positive: timeout=" + timeout
                    + ". Give more than nothing; leave timeout(…) away for none.");
        }
        if (timeout != null && timeout.toSeconds() >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A timeout is longer than JDBC can count: timeout=" + timeout
                    + " at most=" + (Integer.MAX_VALUE - 1) + " s. Leave timeout(…) away for none.");
        }
    }

    TransactionOptions with(Retry changed) {
        return new TransactionOptions(changed, isolation, readOnly, timeout, requiresNew);
    }

    TransactionOptions with(Isolation changed) {
        return new TransactionOptions(retry, changed, readOnly, timeout, requiresNew);
    }

    TransactionOptions with(Duration changed) {
        return new TransactionOptions(retry, isolation, readOnly, changed, requiresNew);
    }

    TransactionOptions withReadOnly() {
        return new TransactionOptions(retry, isolation, true, timeout, requiresNew);
    }

    TransactionOptions withRequiresNew() {
        return new TransactionOptions(retry, isolation, readOnly, timeout, true);
    }

    /** The timeout in the unit of JDBC, rounded up. */
    int timeoutSeconds() {
        return timeout == null ? 0 : (int) timeout.plusNanos(999_999_999).toSeconds();
    }

    boolean touchesConnection() {
        return isolation != null || timeout != null;
    }
}
