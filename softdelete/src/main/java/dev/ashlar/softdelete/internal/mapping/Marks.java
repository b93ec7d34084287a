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
package dev.ashlar.softdelete.internal.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.engine.internal.ManagedTypeHelper;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The marking attributes of an entity: whether it is deleted, and how to mark it and take the marks back. */
public final class Marks {

    private final EntityPersister persister;
    private final List<Mark> marks;
    private final Mark at;
    private final List<LiveKey> keys;
    private @Nullable MarkTable table;

    private Marks(EntityPersister persister, List<Mark> marks, List<LiveKey> keys) {
        this.persister = persister;
        this.marks = List.copyOf(marks);
        this.at = marks.get(0);
        this.keys = keys;
    }

    static Marks of(PersistentClass entity, EntityPersister persister) {
        List<Mark> marks = new ArrayList<>();
        MappedMark.of(entity).forEach(mapped -> marks.add(Mark.of(mapped, persister)));
        marks.sort(Comparator.comparing(Mark::role));
        return new Marks(persister, marks, LiveKey.of(entity));
    }

    /** The marks of an entity type, if it is soft-deletable. */
    public static Optional<Marks> of(EntityPersister persister) {
        return persister instanceof SoftDeletablePersister own ? Optional.of(own.marks()) : Optional.empty();
    }

    /** The id of a deletion that begins: time-ordered. */
    public static UUID newDeletion(SharedSessionContractImplementor session) {
        return UuidVersion7Strategy.INSTANCE.generateUuid(session);
    }

    /** The entity type. */
    public EntityPersister persister() {
        return persister;
    }

    /** The table that has the marks, for statements on one row. */
    public MarkTable table() {
        if (table == null) {
            table = new MarkTable(this);
        }
        return table;
    }

    /** The tables that may have a row; of a hierarchy with a table per class only the database knows which one does. */
    public List<MarkTable> tables() {
        if (!(persister instanceof TablePerClassPersister)) {
            return List.of(table());
        }
        return persister.getSubclassEntityNames().stream()
                .map(name -> persister.getFactory().getMappingMetamodel().getEntityDescriptor(name))
                .filter(type -> !type.isAbstract())
                .map(type -> of(type).orElseThrow().table())
                .toList();
    }

    /** All marking attributes, the time first. */
    public List<Mark> all() {
        return marks;
    }

    /** The keys over attributes of the entity that hold among live rows, by name; those that its superclass declares too. */
    public List<LiveKey> keys() {
        return keys;
    }

    /** The attribute that says when. */
    public Mark at() {
        return at;
    }

    /** The attribute with a role, if the entity has one. */
    public Optional<Mark> find(MarkRole role) {
        return marks.stream().filter(mark -> mark.role() == role).findFirst();
    }

    /** Whether an instance is marked. */
    public boolean isDeleted(Object entity) {
        return at.get(persister.getValue(entity, at.property())) != null;
    }

    /** Whether the state of an instance, its values by property, is that of a marked one. */
    public boolean isDeleted(Object[] state) {
        return at.get(state[at.property()]) != null;
    }

    /** The values of all marks in the state of an instance, by attribute. */
    public Map<String, @Nullable Object> in(Object[] state) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        marks.forEach(mark -> values.put(mark.name(), mark.get(state[mark.property()])));
        return values;
    }

    /** No marks, by attribute. */
    public Map<String, @Nullable Object> none() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        marks.forEach(mark -> values.put(mark.name(), null));
        return values;
    }

    /** Marks an instance. */
    public void set(Object entity, SharedSessionContractImplementor session, UUID deletion) {
        marks.forEach(mark -> assign(entity, mark, mark.value(session, deletion)));
    }

    /** Takes the marks of an instance back. */
    public void clear(Object entity) {
        marks.forEach(mark -> assign(entity, mark, null));
    }

    /** Gives an instance the marks that are in a state. */
    public void copy(Object[] state, Object entity) {
        marks.forEach(mark -> assign(entity, mark, mark.get(state[mark.property()])));
    }

    void assign(Object entity, Mark mark, @Nullable Object value) {
        Object current = persister.getValue(entity, mark.property());
        persister.setValue(entity, mark.property(), mark.with(current, value));
        // What is written past the setters of an enhanced class is not seen by its dirty tracking.
        ManagedTypeHelper.processIfSelfDirtinessTracker(
                entity, tracker -> tracker.$$_hibernate_trackChange(persister.getPropertyNames()[mark.property()]));
    }
}
