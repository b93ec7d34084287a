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
package dev.ashlar.softdelete.internal.event;

import dev.ashlar.softdelete.DeletedParentException;
import dev.ashlar.softdelete.internal.mapping.AttributeValue;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.LiveParents;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.ParentLink;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a live row under a deleted parent, when it is inserted, restored or moved: one query per parent and transaction,
 * none for a parent that the transaction inserted itself. A parent that is removed is locked, so that both meet.
 */
public final class ParentGuard implements PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        EntityPersister persister = event.getPersister();
        Optional<Marks> marks = Marks.of(persister);
        // One that was persisted and removed since is inserted as it was persisted, and marked by this flush's update.
        if (marks.isPresent()
                && !marks.get().isDeleted(event.getState())
                && !marks.get().isDeleted(event.getEntity())) {
            SharedSessionContractImplementor session = event.getSession();
            List<ParentLink> links = DeletionModel.of(session).links().to(persister);
            for (ParentLink link : links) {
                check(session, link, parent(link, event.getEntity(), event.getState(), persister), persister);
            }
            if (!DeletionModel.of(session).links().from(persister).isEmpty() && event.getId() != null) {
                known(session).add(session.generateEntityKey(event.getId(), persister));
            }
        }
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        EntityPersister persister = event.getPersister();
        Optional<Marks> marks = Marks.of(persister);
        Object[] old = event.getOldState();
        SharedSessionContractImplementor session = event.getSession();
        if (marks.isPresent() && marks.get().isDeleted(event.getState())) {
            if (old != null
                    && !marks.get().isDeleted(old)
                    && !DeletionModel.of(session).links().from(persister).isEmpty()) {
                marks.get().table().awaitReferences(session, List.of(event.getId()));
            }
        } else if (marks.isPresent()) {
            if (old == null) {
                checkOverwriting(session, marks.get(), event.getEntity(), event.getId(), event.getState());
                return false;
            }
            boolean restored = marks.get().isDeleted(old);
            for (ParentLink link : DeletionModel.of(session).links().to(persister)) {
                Object parent = parent(link, event.getEntity(), event.getState(), persister);
                if (restored || !Objects.equals(parent, parent(link, event.getEntity(), old, persister))) {
                    check(session, link, parent, persister);
                }
            }
            if (restored && !DeletionModel.of(session).links().from(persister).isEmpty()) {
                // Its update may wait in a batch.
                known(session).add(session.generateEntityKey(event.getId(), persister));
            }
        }
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        Marks.of(event.getPersister())
                .filter(marks -> !marks.isDeleted(event.getState()))
                .ifPresent(marks -> checkOverwriting(
                        event.getSession(), marks, event.getEntity(), event.getId(), event.getState()));
        return false;
    }

    /** A {@code StatelessSession} knows not what it overwrites: another parent perhaps, and marks, if no version tells. */
    private void checkOverwriting(
            SharedSessionContractImplementor session, Marks marks, Object entity, Object id, Object[] state) {
        EntityPersister persister = marks.persister();
        if (!persister.isVersioned() && marks.table().isDeletedWhileWritten(session, id)) {
            throw new StaleObjectStateException(persister.getEntityName(), id);
        }
        for (ParentLink link : DeletionModel.of(session).links().to(persister)) {
            check(session, link, parent(link, entity, state, persister), persister);
        }
    }

    /** For a row that was restored past Hibernate. */
    public static void refuseDeleted(SharedSessionContractImplementor session, Object restored) {
        EntityPersister persister = session.getEntityPersister(null, restored);
        for (ParentLink link : DeletionModel.of(session).links().to(persister)) {
            if (link.childAttribute() != null) {
                refuseDeleted(session, link, AttributeValue.of(restored, link.childAttribute(), persister), persister);
            }
        }
    }

    private static void refuseDeleted(
            SharedSessionContractImplementor session, ParentLink link, @Nullable Object parent, EntityPersister child) {
        Object id = parent == null ? null : idOf(session, link, parent);
        if (id != null && isMarkedThere(session, link, id)) {
            throw new DeletedParentException(link.parent().persister().getEntityName(), id, child.getEntityName());
        }
    }

    private static @Nullable Object idOf(SharedSessionContractImplementor session, ParentLink link, Object parent) {
        return parent instanceof HibernateProxy proxy
                ? proxy.getHibernateLazyInitializer().getInternalIdentifier()
                : link.parent().persister().getIdentifier(parent, session);
    }

    /** Null too if the child does not refer: the row of the link is the parent's then, and bumps its version. */
    private static @Nullable Object parent(ParentLink link, Object entity, Object[] state, EntityPersister persister) {
        return link.childAttribute() == null
                ? null
                : AttributeValue.in(state, entity, link.childAttribute(), persister);
    }

    private void check(
            SharedSessionContractImplementor session, ParentLink link, @Nullable Object parent, EntityPersister child) {
        if (parent == null) {
            return;
        }
        Object id = idOf(session, link, parent);
        if (id == null) {
            return;
        }
        EntityKey key = session.generateEntityKey(id, link.parent().persister());
        Managed managed = Managed.of(session, key);
        if (managed == Managed.RESTORED) {
            return; // by the same flush, which may write it after its children
        }
        if (managed == Managed.MARKED || (!known(session).contains(key) && isMarkedThere(session, link, id))) {
            throw new DeletedParentException(link.parent().persister().getEntityName(), id, child.getEntityName());
        }
        known(session).add(key);
    }

    /** What the session is about to write of a parent. */
    private enum Managed {
        MARKED,
        RESTORED,
        UNKNOWN;

        static Managed of(SharedSessionContractImplementor session, EntityKey key) {
            Object instance = session.isStateless()
                    ? null
                    : session.getPersistenceContextInternal().getEntity(key);
            if (instance == null) {
                return UNKNOWN;
            }
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(instance);
            Marks marks = Marks.of(entry.getPersister()).orElseThrow();
            if (marks.isDeleted(instance)) {
                return MARKED;
            }
            return entry.getLoadedState() != null && marks.isDeleted(entry.getLoadedState()) ? RESTORED : UNKNOWN;
        }
    }

    private static boolean isMarkedThere(SharedSessionContractImplementor session, ParentLink link, Object id) {
        return link.parent().tables().stream().anyMatch(table -> table.isDeletedWhileLocked(session, id));
    }

    private static LiveParents known(SharedSessionContractImplementor session) {
        return DeletionModel.of(session).liveParents(session);
    }
}
