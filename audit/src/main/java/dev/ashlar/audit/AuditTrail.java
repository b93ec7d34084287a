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

import dev.ashlar.audit.internal.trail.LogFilter;
import dev.ashlar.audit.internal.trail.LogReader;
import dev.ashlar.audit.internal.trail.Subject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Reads the log in one session, and takes changes back. Used by the thread that uses the session.
 *
 * <pre>{@code
 * AuditTrail trail = AuditTrail.in(em);
 * List<AuditLog> life = trail.of(Post.class, id).changes();
 * RecordState before = trail.of(Post.class, id).asOf(monday);
 * List<AuditLog> recent = trail.by("alice").since(monday).limit(50);
 * }</pre>
 *
 * <p>Nothing is flushed to read the log, and what the session's own transaction changes is not there yet: its rows are written when it is
 * about to commit.
 */
public final class AuditTrail {

    private final LogReader reader;

    private AuditTrail(LogReader reader) {
        this.reader = reader;
    }

    /**
     * The log in a session.
     *
     * @param session one of Hibernate, or a proxy that unwraps to one
     * @throws IllegalArgumentException if it is of another provider
     * @throws IllegalStateException if nothing is logged in its persistence unit
     */
    public static AuditTrail in(EntityManager session) {
        return new AuditTrail(LogReader.in(Objects.requireNonNull(session, "session")));
    }

    /**
     * The log in a stateless session, which reads it and takes nothing back.
     *
     * @throws IllegalStateException if nothing is logged in its persistence unit
     */
    public static AuditTrail in(StatelessSession session) {
        return new AuditTrail(
                LogReader.in((SharedSessionContractImplementor) Objects.requireNonNull(session, "session")));
    }

    /**
     * The history of a record; of a hierarchy that of a subclass's too.
     *
     * @throws IllegalArgumentException if the entity is not logged, or the identifier is of another type
     */
    public RecordHistory of(Class<?> entity, Object id) {
        Objects.requireNonNull(id, "id");
        Subject subject =
                Subject.of(reader.model(), reader.session().getFactory(), Objects.requireNonNull(entity, "entity"));
        return new RecordHistory(reader, subject, subject.recordId(id));
    }

    private AuditQuery all() {
        return new AuditQuery(reader, LogFilter.ALL);
    }

    /** What was done last, by anyone, and older and older pages of it. */
    public AuditQuery newestFirst() {
        return all().newestFirst();
    }

    /** What was done first, and later and later pages of it. */
    public AuditQuery oldestFirst() {
        return all().oldestFirst();
    }

    /** As {@link AuditQuery#by}. */
    public AuditQuery by(String actor) {
        return all().by(actor);
    }

    /** As {@link AuditQuery#since}. */
    public AuditQuery since(Instant instant) {
        return all().since(instant);
    }

    /** As {@link AuditQuery#until}. */
    public AuditQuery until(Instant instant) {
        return all().until(instant);
    }

    /** As {@link AuditQuery#ofTransaction}. */
    public AuditQuery ofTransaction(UUID transactionId) {
        return all().ofTransaction(transactionId);
    }

    /** As {@link AuditQuery#actions}. */
    public AuditQuery actions(AuditAction first, AuditAction... more) {
        return all().actions(first, more);
    }

    /** As {@link AuditQuery#field}. */
    public AuditQuery field(String attribute) {
        return all().field(attribute);
    }

    /** As {@link AuditQuery#type}. */
    public AuditQuery type(Class<?> entity) {
        return all().type(entity);
    }

    /** As {@link AuditQuery#request}. */
    public AuditQuery request(String requestId) {
        return all().request(requestId);
    }

    /** As {@link AuditQuery#tenant}. */
    public AuditQuery tenant(String tenant) {
        return all().tenant(tenant);
    }

    /**
     * Takes one change of one record back; see {@link Revert}.
     *
     * @throws UnsupportedOperationException in a {@code StatelessSession}
     */
    public Revert revert(AuditLog change) {
        return Revert.of(reader, Objects.requireNonNull(change, "change"));
    }

    /**
     * Takes a whole transaction back, all records that it changed; see {@link Revert}.
     *
     * @throws IllegalArgumentException if the log has nothing of it
     * @throws UnsupportedOperationException in a {@code StatelessSession}
     */
    public Revert revertTransaction(UUID transactionId) {
        return Revert.of(reader, Objects.requireNonNull(transactionId, "transactionId"));
    }
}
