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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.RevertConflict;
import dev.ashlar.audit.RevertConflict.Kind;
import dev.ashlar.audit.RevertPlan;
import dev.ashlar.audit.internal.capture.Changes;
import dev.ashlar.audit.internal.model.LoggedAttribute;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** Takes rows of the log back, newest first, in drafts of their records. */
public final class Undo {

    private final LogReader reader;
    private final Session session;
    private final Set<String> fields;
    private final Records records;
    private final Form form;
    private final List<RevertConflict> conflicts = new ArrayList<>();

    private Undo(LogReader reader, Set<String> fields, boolean locking) {
        this.reader = reader;
        this.session = (Session) reader.session();
        this.fields = fields;
        this.form = new Form(reader.session(), reader.model().options().maxText());
        this.records = new Records(reader, form, locking);
    }

    /**
     * Plans.
     *
     * @param rows newest first
     * @param fields the only attributes to set back, empty for all
     * @param locking whether it is going to be done
     */
    public static Undo of(LogReader reader, List<AuditLog> rows, Set<String> fields, boolean locking) {
        Undo undo = new Undo(reader, fields, locking);
        rows.forEach(undo::undo);
        return undo;
    }

    /** What would be done. */
    public RevertPlan plan() {
        List<RevertPlan.Step> steps = new ArrayList<>();
        for (Draft draft : records.drafts()) {
            RevertPlan.Step step = draft.step(form);
            if (step != null) {
                steps.add(step);
            }
        }
        return new RevertPlan(steps, conflicts);
    }

    /** Does it, but for the conflicts, and flushes. */
    public void apply(UUID revertedId) {
        Map<EntityKey, UUID> reverted = new LinkedHashMap<>();
        records.drafts().forEach(draft -> reverted.put(draft.key(), revertedId));
        Changes.reverting(reader.session(), reverted, () -> {
            records.drafts().forEach(draft -> draft.make(reader.session()));
            records.drafts().forEach(draft -> draft.apply(session));
            session.flush();
        });
    }

    private void undo(AuditLog row) {
        Optional<Draft> found = records.of(row);
        Effect effect = Effect.of(row, found.map(Draft::exists).orElse(true));
        if (found.isEmpty() || effect == Effect.BASELINE || effect == Effect.NONE) {
            conflict(Kind.NOT_REVERTIBLE, row, "", null, null, null);
            return;
        }
        Draft draft = found.get();
        if (effect == Effect.CHANGE) {
            undoChange(row, draft);
        } else if (fields.isEmpty() && effect == Effect.BEGIN) {
            undoInsert(row, draft);
        } else if (fields.isEmpty()) {
            undoDelete(row, draft);
        }
    }

    private void undoChange(AuditLog row, Draft draft) {
        if (!draft.exists()) {
            conflict(Kind.RECORD_MISSING, row, "", null, null, null);
            return;
        }
        for (String name : row.newValues().keySet()) {
            if (fields.isEmpty() || fields.contains(name)) {
                LoggedAttribute attribute = attribute(draft.entity(), name);
                LoggedCollection collection = collection(draft.entity(), name);
                if (attribute != null) {
                    undo(row, draft, attribute);
                } else if (collection != null) {
                    undo(row, draft, collection);
                } else {
                    conflict(
                            Kind.NOT_REVERTIBLE,
                            row,
                            name,
                            row.newValues().get(name),
                            null,
                            row.oldValues().get(name));
                }
            }
        }
    }

    private void undo(AuditLog row, Draft draft, LoggedAttribute attribute) {
        String name = attribute.name();
        Object logged = row.newValues().get(name);
        Object wanted = old(row, draft, name);
        Object current = form.of(attribute, draft.value(attribute));
        if (!form.isSame(attribute, logged, draft.value(attribute))) {
            conflict(Kind.CHANGED_SINCE, row, name, logged, current, wanted);
        } else if (!row.oldValues().containsKey(name)) {
            conflict(Kind.NOT_KEPT, row, name, logged, current, Values.UNKNOWN);
        } else {
            set(row, draft, attribute, logged, current, wanted);
        }
    }

    private void set(
            AuditLog row,
            Draft draft,
            LoggedAttribute attribute,
            @Nullable Object logged,
            @Nullable Object current,
            @Nullable Object wanted) {
        Object value = wanted == null ? null : form.thaw(attribute.type(), wanted);
        if (attribute.masked() || (wanted != null && value == null)) {
            conflict(Kind.NOT_KEPT, row, attribute.name(), logged, current, wanted);
        } else if (isMissing(value)) {
            conflict(Kind.REFERENCE_MISSING, row, attribute.name(), logged, current, wanted);
        } else {
            draft.set(attribute, value);
        }
    }

    private void undo(AuditLog row, Draft draft, LoggedCollection collection) {
        String name = collection.name();
        Object came = row.newValues().get(name);
        Object went = old(row, draft, name);
        Items items = draft.contents(collection);
        Kind kind = new Contents(form, collection).undo(items, went, came, this::isMissing);
        if (kind == null) {
            draft.set(collection, items);
        } else {
            Object current = form.of(collection, draft.contents(collection).whole());
            conflict(kind, row, name, came, current, went);
        }
    }

    /** Of what was not loaded when it was replaced or deleted the earlier changes may tell. */
    private @Nullable Object old(AuditLog row, Draft draft, String name) {
        Object old = row.oldValues().get(name);
        return old instanceof AuditValue.Unloaded
                ? Replay.of(reader, Subject.of(draft.entity()), draft.recordId())
                        .before(row, name)
                : old;
    }

    private void undoInsert(AuditLog row, Draft draft) {
        if (!draft.exists()) {
            conflict(Kind.RECORD_MISSING, row, "", null, null, null);
            return;
        }
        int before = conflicts.size();
        for (LoggedAttribute attribute : draft.entity().attributes()) {
            String name = attribute.name();
            Object logged = row.newValues().get(name);
            Object value = draft.value(attribute);
            if (row.newValues().containsKey(name) && !form.isSame(attribute, logged, value)) {
                conflict(Kind.CHANGED_SINCE, row, name, logged, form.of(attribute, value), null);
            }
        }
        for (LoggedCollection collection : draft.entity().collections()) {
            Object logged = row.newValues().get(collection.name());
            Items left = draft.contents(collection);
            Object current = form.of(collection, left.whole());
            boolean unchanged = logged instanceof AuditValue
                    || (new Contents(form, collection).undo(left, null, logged, value -> false) == null
                            && left.isEmpty());
            if (!unchanged) {
                conflict(Kind.CHANGED_SINCE, row, collection.name(), logged, current, null);
            }
        }
        if (conflicts.size() == before) {
            draft.end();
        }
    }

    private void undoDelete(AuditLog row, Draft draft) {
        if (draft.exists()) {
            conflict(Kind.RECORD_EXISTS, row, "", null, null, null);
            return;
        }
        if (!draft.canBegin()) {
            conflict(Kind.GENERATED_IDENTIFIER, row, "", null, null, null);
            return;
        }
        draft.begin();
        row.oldValues().keySet().forEach(name -> {
            Object wanted = old(row, draft, name);
            LoggedAttribute attribute = attribute(draft.entity(), name);
            LoggedCollection collection = collection(draft.entity(), name);
            if (attribute != null) {
                set(row, draft, attribute, null, null, wanted);
            } else if (collection != null) {
                Items items = Items.of(collection, null);
                Kind kind = new Contents(form, collection).undo(items, wanted, null, this::isMissing);
                if (kind == null) {
                    draft.set(collection, items);
                } else {
                    conflict(kind, row, name, null, null, wanted);
                }
            }
        });
    }

    /** Whether a value is a reference to what is not there, and does not come back either. */
    private boolean isMissing(@Nullable Object value) {
        LazyInitializer reference = value instanceof HibernateProxy proxy ? proxy.getHibernateLazyInitializer() : null;
        if (reference == null || !reference.isUninitialized()) {
            return false;
        }
        Object id = Objects.requireNonNull(reference.getInternalIdentifier());
        SharedSessionContractImplementor own = reader.session();
        EntityKey key = own.generateEntityKey(
                id, own.getFactory().getMappingMetamodel().getEntityDescriptor(reference.getEntityName()));
        Draft draft = records.known(key);
        // Not by find, which would throw for the reference that the session has; a soft-deleted row is there.
        return draft == null ? key.getPersister().getDatabaseSnapshot(id, own) == null : !draft.exists();
    }

    private static @Nullable LoggedAttribute attribute(LoggedEntity entity, String name) {
        return entity.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LoggedCollection collection(LoggedEntity entity, String name) {
        return entity.collections().stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void conflict(
            Kind kind,
            AuditLog row,
            String attribute,
            @Nullable Object logged,
            @Nullable Object current,
            @Nullable Object wanted) {
        conflicts.add(new RevertConflict(
                kind, row.entityName(), row.recordId().orElse(""), attribute, logged, current, wanted));
    }
}
