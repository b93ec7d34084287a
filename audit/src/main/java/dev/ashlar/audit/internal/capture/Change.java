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
package dev.ashlar.audit.internal.capture;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.model.LoggedType;
import dev.ashlar.audit.internal.model.Unknown;
import dev.ashlar.core.ChangeContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one record in one context: never changed, so that a savepoint can go back to it.
 *
 * @param entity the record's entity
 * @param id its identifier
 * @param kind what happened to its row
 * @param label what the log calls it
 * @param source where the change comes from
 * @param before frozen values before, one per logged attribute; null for an insert
 * @param after frozen values after; null for a delete
 * @param collections the collections that changed
 * @param context who and why
 * @param order place among all changes of the transaction
 * @param revertedId what it takes back, if it is a revert
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Change(
        LoggedEntity entity,
        Object id,
        Kind kind,
        AuditAction label,
        AuditSource source,
        @Nullable Object @Nullable [] before,
        @Nullable Object @Nullable [] after,
        Map<LoggedCollection, Contents> collections,
        ChangeContext context,
        long order,
        @Nullable UUID revertedId) {

    /** What happens to rows. */
    public enum Kind {
        /** A new row. */
        INSERT(AuditAction.INSERT),
        /** Another state of a row. */
        UPDATE(AuditAction.UPDATE),
        /** No row any more. */
        DELETE(AuditAction.DELETE);

        private final AuditAction action;

        Kind(AuditAction action) {
            this.action = action;
        }

        /** What the log calls it if nobody knows better. */
        public AuditAction action() {
            return action;
        }
    }

    /**
     * A collection before and after.
     *
     * @param before frozen; null if it was not loaded
     * @param after frozen
     */
    public record Contents(@Nullable Map<String, Object> before, Map<String, Object> after) {

        Contents then(Contents next) {
            return new Contents(before, next.after());
        }
    }

    Change at(long place) {
        return new Change(entity, id, kind, label, source, before, after, collections, context, place, revertedId);
    }

    Change asRevertOf(UUID reverted) {
        return new Change(
                entity, id, kind, AuditAction.REVERT, source, before, after, collections, context, order, reverted);
    }

    /** This change and the next one of the same record as one; null if nothing is left of them. */
    @Nullable
    Change then(Change next) {
        if (kind == Kind.INSERT && next.kind == Kind.DELETE) {
            return null;
        }
        Kind both = kind == Kind.INSERT ? Kind.INSERT : next.kind == Kind.DELETE ? Kind.DELETE : Kind.UPDATE;
        Map<LoggedCollection, Contents> contents = new LinkedHashMap<>(collections);
        next.collections.forEach((collection, changed) -> contents.merge(collection, changed, Contents::then));
        return new Change(
                entity,
                id,
                both,
                labelWith(next, both),
                source,
                both == Kind.INSERT ? null : merged(before, kind == Kind.UPDATE ? after : null, next.before),
                both == Kind.DELETE ? null : merged(next.after, null, after),
                contents,
                context,
                order,
                next.revertedId == null ? revertedId : next.revertedId);
    }

    private AuditAction labelWith(Change next, Kind both) {
        if (both == Kind.INSERT) {
            return label;
        }
        if (both == Kind.DELETE || next.label != next.kind.action()) {
            return next.label;
        }
        return kind == Kind.UPDATE ? label : AuditAction.UPDATE;
    }

    /** Values of the first array; where it has none, those of the other, unless something stands between them. */
    private static @Nullable Object @Nullable [] merged(
            @Nullable Object @Nullable [] first,
            @Nullable Object @Nullable [] between,
            @Nullable Object @Nullable [] other) {
        if (first == null || other == null) {
            return first == null ? other : first;
        }
        @Nullable Object[] merged = first.clone();
        for (int i = 0; i < merged.length; i++) {
            if (Unknown.is(merged[i]) && (between == null || Unknown.is(between[i]))) {
                merged[i] = other[i];
            }
        }
        return merged;
    }

    /** Whether the database is as it was before. */
    boolean isNothing() {
        if (kind != Kind.UPDATE) {
            return false;
        }
        for (int i = 0; i < entity.attributes().size(); i++) {
            if (isChanged(i)) {
                return false;
            }
        }
        return collections.entrySet().stream().noneMatch(entry -> isChanged(entry.getKey(), entry.getValue()));
    }

    /** Whether an attribute changed. */
    public boolean isChanged(int attribute) {
        return before == null
                || after == null
                || !LoggedType.isSameNullable(
                        entity.attributes().get(attribute).type(), before[attribute], after[attribute]);
    }

    /** Whether a collection changed. */
    public static boolean isChanged(LoggedCollection collection, Contents contents) {
        return contents.before() == null
                || !collection.without(contents.before(), contents.after()).isEmpty()
                || !collection.without(contents.after(), contents.before()).isEmpty();
    }
}
