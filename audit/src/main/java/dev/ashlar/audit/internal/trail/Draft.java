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

import dev.ashlar.audit.Difference;
import dev.ashlar.audit.RevertPlan;
import dev.ashlar.audit.internal.model.LoggedAttribute;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.Assigned;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A live record with what is to become of it, before anything is written. */
final class Draft {

    private final LoggedEntity entity;
    private final EntityKey key;
    private final String recordId;
    private final @Nullable Object live;
    private final Map<LoggedAttribute, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<LoggedCollection, Items> contents = new LinkedHashMap<>();
    private boolean exists;
    private @Nullable Object made;

    /** Of an instance, null if there is none. */
    Draft(LoggedEntity entity, EntityKey key, String recordId, @Nullable Object live) {
        this.entity = entity;
        this.key = key;
        this.recordId = recordId;
        this.live = live;
        this.exists = live != null;
    }

    LoggedEntity entity() {
        return entity;
    }

    EntityKey key() {
        return key;
    }

    String recordId() {
        return recordId;
    }

    boolean exists() {
        return exists;
    }

    /** Whether it can be made again with its identifier. */
    boolean canBegin() {
        return live != null || !persister().isIdentifierAssignedByInsert();
    }

    void begin() {
        exists = true;
    }

    void end() {
        exists = false;
        values.clear();
        contents.clear();
    }

    private EntityPersister persister() {
        return entity.persister();
    }

    @Nullable
    Object value(LoggedAttribute attribute) {
        return values.containsKey(attribute) ? values.get(attribute) : liveValue(attribute);
    }

    private @Nullable Object liveValue(LoggedAttribute attribute) {
        return live == null ? null : persister().getValue(live, attribute.index());
    }

    void set(LoggedAttribute attribute, @Nullable Object value) {
        values.put(attribute, value);
    }

    /** The elements of a collection, as they are now; see {@link #set(LoggedCollection, Items)}. */
    Items contents(LoggedCollection collection) {
        Items drafted = contents.get(collection);
        return Items.of(collection, drafted != null ? drafted.whole() : liveContents(collection));
    }

    private @Nullable Object liveContents(LoggedCollection collection) {
        return live == null ? null : entity.collectionOf(live, collection);
    }

    void set(LoggedCollection collection, Items items) {
        contents.put(collection, items);
    }

    /** What is done; null if nothing is. */
    RevertPlan.@Nullable Step step(Form form) {
        if (live != null && !exists) {
            return new RevertPlan.Step(RevertPlan.Step.Kind.REMOVE, persister().getEntityName(), recordId, Map.of());
        }
        if (!exists || (live != null && values.isEmpty() && contents.isEmpty())) {
            return null;
        }
        Map<String, Difference> differences = new LinkedHashMap<>();
        values.forEach((attribute, value) -> differences.put(
                attribute.name(),
                new Difference(
                        live == null ? null : form.of(attribute, liveValue(attribute)), form.of(attribute, value))));
        contents.forEach((collection, items) -> differences.put(
                collection.name(),
                new Difference(
                        live == null ? null : form.of(collection, liveContents(collection)),
                        form.of(collection, items.whole()))));
        return new RevertPlan.Step(
                live == null ? RevertPlan.Step.Kind.PERSIST : RevertPlan.Step.Kind.SET,
                persister().getEntityName(),
                recordId,
                differences);
    }

    /** Makes the instance, if there is to be one that is not there, so that others can refer to it. */
    void make(SharedSessionContractImplementor session) {
        if (live == null && exists) {
            made = persister().instantiate(key.getIdentifier(), session);
        }
    }

    /** Does it; the session flushes later. */
    void apply(Session session) {
        if (live != null && !exists) {
            session.remove(live);
        } else if (exists) {
            Object instance = Objects.requireNonNull(live == null ? made : live);
            values.forEach((attribute, value) -> write(instance, attribute.name(), attribute.index(), value));
            contents.forEach((collection, items) -> {
                Object fresh = items.writeInto(entity.collectionOf(instance, collection));
                int dot = collection.name().indexOf('.');
                if (fresh != null && dot < 0) {
                    write(instance, collection.name(), index(collection.name()), fresh);
                }
            });
            if (live == null) {
                insert(session, instance);
            }
        }
    }

    private int index(String name) {
        String[] names = persister().getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("No such attribute: " + name + ".");
    }

    private void write(Object instance, String name, int index, @Nullable Object value) {
        persister().setValue(instance, index, value);
        if (instance instanceof SelfDirtinessTracker tracker) {
            tracker.$$_hibernate_trackChange(name);
        }
    }

    /** Nothing else inserts with an identifier that would be generated. */
    @SuppressWarnings("deprecation")
    private void insert(Session session, Object instance) {
        if (persister().getGenerator() instanceof Assigned) {
            session.persist(persister().getEntityName(), instance);
            return;
        }
        if (persister().isVersioned()) {
            persister()
                    .setValue(
                            instance,
                            persister().getVersionPropertyIndex(),
                            Versioning.seed(
                                    persister().getVersionMapping(), (SharedSessionContractImplementor) session));
        }
        session.replicate(persister().getEntityName(), instance, ReplicationMode.EXCEPTION);
    }
}
