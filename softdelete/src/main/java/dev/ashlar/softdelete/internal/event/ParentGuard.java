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

import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.DeletedParentException;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.ParentLink;
import dev.ashlar.softdelete.internal.mapping.TablePerClassPersister;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a live row under a deleted parent, when it is inserted, restored or moved: one query per parent and transaction,
 * none for a parent that the transaction inserted itself.
 */
public final class ParentGuard implements PreInsertEventListener, PreUpdateEventListener {

    private static final long serialVersionUID = 1L;

    private final transient Map<ChangeScope, Known> known = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        EntityPersister persister = event.getPersister();
        Optional<Marks> marks = Marks.of(persister);
        if (marks.isPresent() && !marks.get().isDeleted(event.getState())) {
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
        if (marks.isPresent() && old != null && !marks.get().isDeleted(event.getState())) {
            boolean restored = marks.get().isDeleted(old);
            SharedSessionContractImplementor session = event.getSession();
            for (ParentLink link : DeletionModel.of(session).links().to(persister)) {
                Object parent = parent(link, event.getEntity(), event.getState(), persister);
                if (restored || !Objects.equals(parent, parent(link, null, old, persister))) {
                    check(session, link, parent, persister);
                }
            }
        }
        return false;
    }

    /** For a row that was restored past Hibernate. */
    public static void refuseDeleted(SharedSessionContractImplementor session, Object restored) {
        EntityPersister persister = session.getEntityPersister(null, restored);
        for (ParentLink link : DeletionModel.of(session).links().to(persister)) {
            if (link.childAttribute() != null) {
                refuseDeleted(session, link, persister.getPropertyValue(restored, link.childAttribute()), persister);
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

    private static @Nullable Object parent(
            ParentLink link, @Nullable Object entity, Object[] state, EntityPersister persister) {
        String attribute = link.childAttribute();
        if (attribute == null) {
            return null; // the row of the link is the parent's, and bumps its version
        }
        int dot = attribute.indexOf('.');
        if (dot >= 0) {
            return entity == null ? null : persister.getPropertyValue(entity, attribute);
        }
        return state[persister.getPropertyIndex(attribute)];
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
        if (managed == Managed.MARKED || !known(session).contains(key) && isMarkedThere(session, link, id)) {
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
            EntityEntry entry = instance == null
                    ? null
                    : session.getPersistenceContextInternal().getEntry(instance);
            Optional<Marks> marks = entry == null ? Optional.empty() : Marks.of(entry.getPersister());
            if (marks.isEmpty()) {
                return UNKNOWN;
            }
            if (marks.get().isDeleted(instance)) {
                return MARKED;
            }
            return entry.getLoadedState() != null && marks.get().isDeleted(entry.getLoadedState()) ? RESTORED : UNKNOWN;
        }
    }

    /** Of a hierarchy with a table per class only the database knows which one has the row. */
    private static boolean isMarkedThere(SharedSessionContractImplementor session, ParentLink link, Object id) {
        EntityPersister parent = link.parent().persister();
        if (!(parent instanceof TablePerClassPersister)) {
            return link.parent().table().isDeletedWhileLocked(session, id);
        }
        return parent.getSubclassEntityNames().stream()
                .map(name -> session.getFactory().getMappingMetamodel().getEntityDescriptor(name))
                .filter(type -> !type.isAbstract())
                .anyMatch(type -> Marks.of(type).orElseThrow().table().isDeletedWhileLocked(session, id));
    }

    private Known known(SharedSessionContractImplementor session) {
        ChangeScope scope = Ground.of(session).scope(session);
        return known.computeIfAbsent(scope, Known::of);
    }

    /** Parents that are live, and stay so until the transaction ends. */
    private static final class Known implements ChangeScope.Listener {

        /** Beyond it is cheaper to ask again than to remember. */
        private static final int MOST = 10_000;

        private final Set<EntityKey> parents = new HashSet<>();

        private static Known of(ChangeScope scope) {
            Known known = new Known();
            scope.addListener(known);
            return known;
        }

        private boolean contains(EntityKey key) {
            return parents.contains(key);
        }

        private void add(EntityKey key) {
            if (parents.size() < MOST) {
                parents.add(key);
            }
        }

        /** The locks are gone with the savepoint. */
        @Override
        public void rolledBack() {
            parents.clear();
        }
    }
}
