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

import java.sql.Connection;

/**
 * The isolation of a transaction, as the SQL standard names it.
 *
 * <p>An engine may give more than was asked for (PostgreSQL reads only what is committed also under
 * {@link #READ_UNCOMMITTED}), never less: a level that its driver does not offer is refused.
 */
public enum Isolation {
    /** May read what others have not committed. */
    READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
    /** Reads what was committed when each statement began. */
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    /** Reads the same rows again as they were. */
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    /** As if transactions ran one after the other; some fail and have to be tried again, see {@link Retry}. */
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int level;

    Isolation(int level) {
        this.level = level;
    }

    int level() {
        return level;
    }
}
