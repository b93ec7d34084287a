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

import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/**
 * Some rows of a {@link Walk}, and the session that they belong to, with its transaction. It is good until the action returns.
 *
 * @param <T> what a row becomes
 */
public final class WalkBatch<T> {

    private final SharedSessionContract session;
    private final List<T> items;
    private final Cursor end;
    private final long before;
    private boolean stopped;

    WalkBatch(SharedSessionContract session, List<T> items, Cursor end, long before) {
        this.session = session;
        this.items = items;
        this.end = end;
        this.before = before;
    }

    /** The rows, in the order of the sort. */
    public List<T> items() {
        return items;
    }

    /**
     * The cut behind the last row: a walk {@link Walk#from} it goes on with the next one. Who writes it down in this batch's transaction
     * can go on after a crash, and no row is missed or seen twice.
     */
    public Cursor end() {
        return end;
    }

    /** How many rows this walk has seen before this batch. */
    public long seenBefore() {
        return before;
    }

    /**
     * The session of this batch: what is changed in it is committed with the batch.
     *
     * @throws PaginationException if the walk is {@link Walk#stateless}
     */
    public EntityManager em() {
        if (session instanceof Session stateful) {
            return stateful;
        }
        throw new PaginationException(
                "A stateless walk has no entity manager. Use session(), or leave stateless() out.");
    }

    /**
     * The session of this batch.
     *
     * @throws PaginationException if the walk is not {@link Walk#stateless}
     */
    public StatelessSession session() {
        if (session instanceof StatelessSession stateless) {
            return stateless;
        }
        throw new PaginationException("This walk is not stateless. Use em(), or make it so by stateless().");
    }

    /** Ends the walk with this batch; it is committed like the others. */
    public void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }
}
