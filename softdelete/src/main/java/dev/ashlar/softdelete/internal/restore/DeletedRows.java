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
package dev.ashlar.softdelete.internal.restore;

import dev.ashlar.softdelete.DeletedRow;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.Mark;
import dev.ashlar.softdelete.internal.mapping.MarkRole;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import jakarta.persistence.EntityNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.UnknownEntityTypeException;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Deleted rows that are to come back, as instances of the session. */
final class DeletedRows {

    private final SharedSessionContractImplementor session;
    private final Map<DeletedRow, Object> instances = new LinkedHashMap<>();

    private DeletedRows(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /**
     * The row of an instance.
     *
     * @throws IllegalArgumentException if it is of no soft-deletable entity of the factory, or has no identifier
     * @throws EntityNotFoundException if there is no row
     * @throws IllegalStateException if the row is live
     */
    static DeletedRows of(SharedSessionContractImplementor session, Object entity) {
        Object plain = Hibernate.unproxy(entity);
        EntityPersister persister = persister(session, plain.getClass());
        Object id = persister.getIdentifier(plain, session);
        if (id == null) {
            throw new IllegalArgumentException("An instance without identifier has no row to restore: entity="
                    + persister.getEntityName() + ". Give one that was stored.");
        }
        return of(session, persister, id);
    }

    /** The row of an entity class with an identifier; throws as the other. */
    static DeletedRows of(SharedSessionContractImplementor session, Class<?> type, Object id) {
        return of(session, persister(session, type), id);
    }

    private static EntityPersister persister(SharedSessionContractImplementor session, Class<?> type) {
        try {
            EntityPersister persister =
                    session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
            if (Marks.of(persister).isPresent()) {
                return persister;
            }
        } catch (UnknownEntityTypeException e) {
            throw new IllegalArgumentException(
                    "A class is no entity of the session's factory: class=" + type.getName()
                            + ". Give an instance of a soft-deletable entity.",
                    e);
        }
        throw new IllegalArgumentException("An entity is not soft-deletable: entity=" + type.getName()
                + ". Its rows are never marked, and need no restore.");
    }

    private static DeletedRows of(SharedSessionContractImplementor session, EntityPersister persister, Object id) {
        DeletedRows rows = new DeletedRows(session);
        Object found = find(session, persister, id);
        if (found == null) {
            throw new EntityNotFoundException("There is no row to restore: entity=" + persister.getEntityName() + " id="
                    + id + ". It was purged, or never stored.");
        }
        if (!rows.marks(found).isDeleted(found)) {
            throw new IllegalStateException(
                    "A live row needs no restore: entity=" + persister.getEntityName() + " id=" + id + ".");
        }
        rows.add(found);
        return rows;
    }

    @SuppressWarnings("try") // the scope acts by being open
    private static @Nullable Object find(
            SharedSessionContractImplementor session, EntityPersister persister, Object id) {
        try (ScopeSwitch scope = ScopeSwitch.to(Scope.WITH_DELETED, session)) {
            Object found = session instanceof StatelessSession stateless
                    ? stateless.get(persister.getEntityName(), id)
                    : ((SessionImplementor) session).find(persister.getMappedClass(), id);
            return found == null ? null : Hibernate.unproxy(found);
        }
    }

    /**
     * All rows of a deletion.
     *
     * @throws EntityNotFoundException if there is none
     */
    @SuppressWarnings("try") // the scope acts by being open
    static DeletedRows of(SharedSessionContractImplementor session, UUID deletion) {
        DeletedRows rows = new DeletedRows(session);
        try (ScopeSwitch scope = ScopeSwitch.to(Scope.ONLY_DELETED, session)) {
            for (Marks marks : DeletionModel.of(session).roots()) {
                Optional<Mark> id = marks.find(MarkRole.ID);
                if (id.isPresent()) {
                    session.createSelectionQuery(
                                    "from " + marks.persister().getEntityName() + " e where e."
                                            + id.get().name() + " = :deletion",
                                    Object.class)
                            .setParameter("deletion", deletion)
                            .getResultList()
                            .forEach(found -> rows.add(Hibernate.unproxy(found)));
                }
            }
        }
        if (rows.instances.isEmpty()) {
            throw new EntityNotFoundException("No row was deleted by a deletion: deletion=" + deletion
                    + ". Its rows are live again, or were purged, or have no @DeletionId.");
        }
        return rows;
    }

    private void add(Object instance) {
        instances.put(row(instance), instance);
    }

    DeletedRow row(Object instance) {
        EntityPersister persister = session.getEntityPersister(null, instance);
        return new DeletedRow(persister.getMappedClass(), persister.getIdentifier(instance, session));
    }

    Marks marks(Object instance) {
        return Marks.of(session.getEntityPersister(null, instance)).orElseThrow();
    }

    /** The rows with their instances. */
    Map<DeletedRow, Object> instances() {
        return instances;
    }

    /** The instances of an entity type and its subtypes. */
    List<Object> instancesOf(EntityPersister type) {
        Collection<String> names = type.getSubclassEntityNames();
        List<Object> found = new ArrayList<>();
        for (Object instance : instances.values()) {
            if (names.contains(session.getEntityPersister(null, instance).getEntityName())) {
                found.add(instance);
            }
        }
        return found;
    }
}
