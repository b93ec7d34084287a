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

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Erasures in a session's transaction; got from {@link AuditLogs#in}. Used by the thread that uses the session. */
public final class SessionErasure {

    private final SharedSessionContractImplementor session;

    SessionErasure(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /**
     * Blanks the history of a record: every value becomes {@link AuditValue.Erased}. A row of action {@link AuditAction#ERASE} tells of it.
     *
     * <p>What the transaction itself does to the record is logged without values too, whether it was done before or is done after: so
     * a row and its history are erased together.
     *
     * <p>A {@code Session} is flushed first. The record's row is locked, if there is one, so that no other transaction adds values behind
     * the erasure. The record needs no row: histories of deleted ones are erased alike. Rows of the log that the session has loaded stay
     * as they were.
     *
     * <p>Left are the record's identifier, which is what the history is found by; the actors, addresses and reasons, which say who did
     * something and not what the record was; and what the histories of others say: those refer to it by identifier only.
     *
     * @param type the record's entity, or one above it
     * @param id its identifier
     * @return how many rows had values
     * @throws IllegalArgumentException if the entity is not logged, or the identifier is of another type
     * @throws IllegalStateException if no transaction is active
     */
    public int erase(Class<?> type, Object id) {
        return AuditLogs.erase(session, type, id);
    }
}
