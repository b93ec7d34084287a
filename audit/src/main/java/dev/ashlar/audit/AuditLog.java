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

import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonText;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.Nullable;

/**
 * One row of the history: what happened to one record, when, by whom and why.
 *
 * <p>{@link AuditTrail} finds rows; they are an entity, so HQL, Criteria and the pagination module find them too. The table is mapped
 * only where something is logged. Rows are never updated by the application.
 *
 * <p>The values are maps of attribute names to what {@link AuditValue} describes: of an update only what changed, of an insert all in
 * {@link #newValues()}, of a delete all in {@link #oldValues()}.
 */
@Entity
@Table(name = AuditLog.TABLE, comment = "What happened to each record, when, by whom and why")
@Immutable
public final class AuditLog {

    /** Name of the table, before a naming strategy of the application. */
    public static final String TABLE = "audit_logs";

    /** Longest record id kept, in characters; a longer one is cut and ends with a digest of itself. */
    public static final int MAX_RECORD_ID = 500;

    /** Version of the form in which values are kept now. */
    public static final int SCHEMA_VERSION = 1;

    @Id
    @Column(name = "id", nullable = false, updatable = false, comment = "UUID of version 7: ordered by time")
    private @Nullable UUID id;

    @Column(name = "transaction_id", nullable = false, updatable = false)
    private @Nullable UUID transactionId;

    @Column(
            name = "transaction_sequence",
            nullable = false,
            updatable = false,
            comment = "Place within the transaction, from 1")
    private int sequence;

    @Column(name = "table_name", nullable = false, updatable = false, length = 255)
    private @Nullable String tableName;

    @Column(name = "entity_name", nullable = false, updatable = false, length = 255)
    private @Nullable String entityName;

    @Column(
            name = "record_id",
            updatable = false,
            length = MAX_RECORD_ID,
            comment = "Identifier of the record as text; absent where the row sums up a statement")
    private @Nullable String recordId;

    @Enumerated(EnumType.STRING)
    @Column(name = "action", nullable = false, updatable = false, length = 20)
    private @Nullable AuditAction action;

    @Column(name = "actor", updatable = false, length = Actor.MAX_NAME)
    private @Nullable String actor;

    @Enumerated(EnumType.STRING)
    @Column(name = "actor_kind", updatable = false, length = 20)
    private Actor.@Nullable Kind actorKind;

    @Type(JsonText.class)
    @Column(name = "old_values", updatable = false)
    private @Nullable String oldValues;

    @Type(JsonText.class)
    @Column(name = "new_values", updatable = false)
    private @Nullable String newValues;

    @Type(JsonText.class)
    @Column(name = "changed_fields", updatable = false)
    private @Nullable String changedFields;

    @Column(name = "ip_address", updatable = false, length = ChangeContext.MAX_IP_ADDRESS)
    private @Nullable String ipAddress;

    @Column(name = "user_agent", updatable = false, length = ChangeContext.MAX_USER_AGENT)
    private @Nullable String userAgent;

    @Column(name = "request_id", updatable = false, length = ChangeContext.MAX_REQUEST_ID)
    private @Nullable String requestId;

    @Column(name = "reason", updatable = false, length = ChangeContext.MAX_REASON)
    private @Nullable String reason;

    @Column(name = "tenant", updatable = false, length = ChangeContext.MAX_TENANT)
    private @Nullable String tenant;

    @Enumerated(EnumType.STRING)
    @Column(name = "source", nullable = false, updatable = false, length = 20)
    private @Nullable AuditSource source;

    @Column(name = "reverted_id", updatable = false, comment = "What a revert takes back: a log row, or a transaction")
    private @Nullable UUID revertedId;

    @Column(name = "schema_version", nullable = false, updatable = false, comment = "Version of the form of the values")
    private int schemaVersion;

    @Column(
            name = "created_at",
            nullable = false,
            updatable = false,
            comment = "The instant of the transaction, with microseconds")
    private @Nullable Instant createdAt;

    /** For Hibernate. */
    AuditLog() {}

    /** Returns the row's own id, ordered by time. */
    public UUID id() {
        return present(id);
    }

    /** Returns the id that all changes of one transaction share. */
    public UUID transactionId() {
        return present(transactionId);
    }

    /** Returns the place within the transaction, from 1. */
    public int sequence() {
        return sequence;
    }

    /** Returns the table of the record; of a hierarchy the one that has the identifiers. */
    public String tableName() {
        return present(tableName);
    }

    /** Returns the name of the record's entity in Hibernate, such as its class name. */
    public String entityName() {
        return present(entityName);
    }

    /**
     * Returns the record's identifier as text, a composite one as a JSON object with its attributes in alphabetical order; nothing where
     * the row sums up a statement.
     */
    public Optional<String> recordId() {
        return Optional.ofNullable(recordId);
    }

    /** Returns what happened. */
    public AuditAction action() {
        return present(action);
    }

    /** Returns the name of who did it. */
    public Optional<String> actor() {
        return Optional.ofNullable(actor);
    }

    /** Returns what sort of actor it was. */
    public Optional<Actor.Kind> actorKind() {
        return Optional.ofNullable(actorKind);
    }

    /** Returns the values before, by attribute: of an update what changed, of a delete all; empty for an insert. */
    public Map<String, @Nullable Object> oldValues() {
        return JsonReader.object(oldValues);
    }

    /** Returns the values after, by attribute: of an update what changed, of an insert all; empty for a delete. */
    public Map<String, @Nullable Object> newValues() {
        return JsonReader.object(newValues);
    }

    /** Returns the names of the attributes that changed; empty for an insert and a delete. */
    public List<String> changedFields() {
        return JsonReader.names(changedFields);
    }

    /** Returns the address of the client. */
    public Optional<String> ipAddress() {
        return Optional.ofNullable(ipAddress);
    }

    /** Returns the client's user agent. */
    public Optional<String> userAgent() {
        return Optional.ofNullable(userAgent);
    }

    /** Returns the id of the request. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** Returns why. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Returns the tenant. */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    /** Returns where the row comes from. */
    public AuditSource source() {
        return present(source);
    }

    /** Returns what a revert takes back: the id of a log row, or of a transaction. */
    public Optional<UUID> revertedId() {
        return Optional.ofNullable(revertedId);
    }

    /** Returns the version of the form in which the values are kept, {@value #SCHEMA_VERSION} now. */
    public int schemaVersion() {
        return schemaVersion;
    }

    /** Returns the instant of the transaction, with microseconds. */
    public Instant createdAt() {
        return present(createdAt);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A log row was not read from the database.");
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuditLog that && id != null && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id == null ? 0 : id.hashCode();
    }

    @Override
    public String toString() {
        return "AuditLog[" + createdAt + " " + action + " " + entityName + "#" + recordId + " by " + actor + ", old="
                + oldValues + ", new=" + newValues + "]";
    }
}
