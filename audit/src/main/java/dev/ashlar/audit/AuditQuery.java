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

import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.trail.LogFilter;
import dev.ashlar.audit.internal.trail.LogReader;
import dev.ashlar.audit.internal.trail.Subject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Which rows of the log to read, in what order: an immutable value, got from {@link AuditTrail}. Conditions combine, all must hold; one that
 * is given again replaces the earlier one.
 *
 * <pre>{@code
 * AuditQuery byAlice = AuditTrail.in(em).by("alice").since(monday);
 * List<AuditLog> page = byAlice.limit(50);
 * List<AuditLog> next = byAlice.after(page.get(49)).limit(50);
 * }</pre>
 *
 * <p>Rows come newest first, by their ids; ids order as their transactions wrote the log, by the clock of the machine that did, and those of
 * one transaction as its changes. A page after a row is found by its id, however far it is.
 *
 * <p>Transaction and entity have an index. For actor, action, request, tenant and times one is opted in for by {@link AuditSettings#INDEXES};
 * without it these conditions, and that of a field always, look at all rows that the others leave: in a large log give them with one that has
 * an index, or with a page that is near.
 *
 * <p>Nothing is flushed to read the log, and rows that this session's own transaction will write are not there yet: the log is written when
 * the transaction is about to commit.
 */
public final class AuditQuery {

    /** The most rows that one call reads. */
    public static final int MAX_LIMIT = 10_000;

    private final LogReader reader;
    private final LogFilter filter;

    AuditQuery(LogReader reader, LogFilter filter) {
        this.reader = reader;
        this.filter = filter;
    }

    private AuditQuery with(String attribute, Object value) {
        return new AuditQuery(reader, filter.with(attribute, Objects.requireNonNull(value, attribute)));
    }

    /** Only what an actor did, by the name. Index: {@code actor}. */
    public AuditQuery by(String actor) {
        return with("actor", actor);
    }

    /** Only changes from an instant on, by that of their transactions. Index: {@code created_at}. */
    public AuditQuery since(Instant instant) {
        return new AuditQuery(reader, filter.since(Objects.requireNonNull(instant, "instant")));
    }

    /** Only changes before an instant, by that of their transactions. Index: {@code created_at}. */
    public AuditQuery until(Instant instant) {
        return new AuditQuery(reader, filter.until(Objects.requireNonNull(instant, "instant")));
    }

    /** Only the changes of one transaction. Has an index. */
    public AuditQuery ofTransaction(UUID transactionId) {
        return with("transactionId", transactionId);
    }

    /** Only one of these actions. Index: {@code action}. */
    public AuditQuery actions(AuditAction first, AuditAction... more) {
        Set<AuditAction> actions = new LinkedHashSet<>(List.of(more));
        actions.add(Objects.requireNonNull(first, "first"));
        return new AuditQuery(reader, filter.actions(actions));
    }

    /**
     * Only changes of an attribute: rows that have it among their changed fields, so neither inserts nor deletes. Has no index.
     *
     * @param attribute its name, with dots for a collection within an embedded value
     */
    public AuditQuery field(String attribute) {
        return new AuditQuery(reader, filter.field(Objects.requireNonNull(attribute, "attribute")));
    }

    /**
     * Only changes of an entity, its subclasses included. Has an index, which gives its rows, but not in their order.
     *
     * @throws IllegalArgumentException if it is not logged
     */
    public AuditQuery type(Class<?> entity) {
        Objects.requireNonNull(entity, "entity");
        AuditModel model = reader.model();
        Subject subject = Subject.of(model, reader.session().getFactory(), entity);
        return new AuditQuery(
                reader,
                filter.with("tableName", subject.tables())
                        .with(
                                "entityName",
                                subject.entities().stream()
                                        .map(logged -> logged.persister().getEntityName())
                                        .toList()));
    }

    /** Only changes of a request. Index: {@code request_id}. */
    public AuditQuery request(String requestId) {
        return with("requestId", requestId);
    }

    /** Only changes of a tenant. Index: {@code tenant}. */
    public AuditQuery tenant(String tenant) {
        return with("tenant", tenant);
    }

    /** Only what stands behind a row in the order: the last one of the page before. */
    public AuditQuery after(AuditLog change) {
        return after(Objects.requireNonNull(change, "change").id());
    }

    /** Only what stands behind a row in the order, by its id. */
    public AuditQuery after(UUID id) {
        return new AuditQuery(reader, filter.after(Objects.requireNonNull(id, "id")));
    }

    /** Oldest first. */
    public AuditQuery oldestFirst() {
        return new AuditQuery(reader, filter.oldestFirst(true));
    }

    /** Newest first, as without it. */
    public AuditQuery newestFirst() {
        return new AuditQuery(reader, filter.oldestFirst(false));
    }

    /**
     * Reads, by one SELECT. The rows are not managed by the session.
     *
     * @param rows how many at most, 1 to {@value #MAX_LIMIT}
     * @throws IllegalArgumentException if it is out of this range
     */
    public List<AuditLog> limit(int rows) {
        if (rows < 1 || rows > MAX_LIMIT) {
            throw new IllegalArgumentException("A page of the log has too few or too many rows: rows=" + rows
                    + ". Give 1 to " + MAX_LIMIT + ", and read on by after(change).");
        }
        return filter.read(reader, rows);
    }
}
