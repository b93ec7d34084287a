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

import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.internal.ForeignKeys;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.internal.DefaultDeleteEventListener;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Removes an instance of a soft-deletable entity by marking it; the flush writes the marks as an ordinary, versioned update.
 *
 * <p>What is not soft-deletable, and everything within a purge, is removed as ever.
 */
final class MarkingDeleteListener extends DefaultDeleteEventListener {

    private @Nullable CallbackRegistry callbacks;

    @Override
    public void injectCallbackRegistry(CallbackRegistry callbackRegistry) {
        super.injectCallbackRegistry(callbackRegistry);
        callbacks = callbackRegistry;
    }

    @Override
    public void onDelete(DeleteEvent event) {
        onDelete(event, DeletionOperation.begin());
    }

    @Override
    public void onDelete(DeleteEvent event, DeleteContext context) {
        EventSource session = event.getSession();
        DeletionOperation operation = DeletionOperation.of(context);
        if (Scope.of(session) == Scope.PURGE || marksOf(event, session).isEmpty()) {
            super.onDelete(event, operation);
            return;
        }
        PersistenceContext persistence = session.getPersistenceContextInternal();
        Object entity = persistence.unproxyAndReassociate(event.getObject());
        EntityEntry entry = persistence.getEntry(entity);
        if (entry == null) {
            removeUnmanaged(event, entity, operation);
        } else if (!entry.getStatus().isDeletedOrGone()) {
            remove(session, entity, entry, operation);
        }
    }

    private static Optional<Marks> marksOf(DeleteEvent event, EventSource session) {
        // A proxy tells its entity's name without being initialized.
        String name =
                event.getEntityName() == null ? session.bestGuessEntityName(event.getObject()) : event.getEntityName();
        return Marks.of(session.getFactory().getMappingMetamodel().getEntityDescriptor(name));
    }

    private void removeUnmanaged(DeleteEvent event, Object entity, DeletionOperation operation) {
        EventSource session = event.getSession();
        EntityPersister persister = session.getEntityPersister(event.getEntityName(), entity);
        if (session.getFactory().getSessionFactoryOptions().isJpaBootstrap()
                || ForeignKeys.isTransient(persister.getEntityName(), entity, null, session)) {
            super.onDelete(event, operation); // refuses, or cascades from an instance that has no row
            return;
        }
        Object id = persister.getIdentifier(entity, session);
        Object managed = managed(session, persister, id);
        if (managed == null
                || (persister.isVersioned()
                        && !Objects.equals(persister.getVersion(managed), persister.getVersion(entity)))) {
            throw new StaleObjectStateException(persister.getEntityName(), id);
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(managed);
        remove(session, managed, entry, operation);
    }

    private static @Nullable Object managed(EventSource session, EntityPersister persister, Object id) {
        PersistenceContext persistence = session.getPersistenceContextInternal();
        Object known = persistence.getEntity(session.generateEntityKey(id, persister));
        return known == null ? persister.load(id, null, LockMode.READ, session) : known;
    }

    @SuppressWarnings("try") // the scope acts by being open
    private void remove(EventSource session, Object entity, EntityEntry entry, DeletionOperation operation) {
        EntityPersister persister = entry.getPersister();
        Marks marks = Marks.of(persister).orElseThrow();
        if (!operation.add(entity) || marks.isDeleted(entity)) {
            return; // what was deleted before keeps its own marks
        }
        if (callbacks != null) {
            callbacks.preRemove(entity);
        }
        session.getInterceptor()
                .onRemove(
                        entity,
                        entry.getId(),
                        persister.getValues(entity),
                        persister.getPropertyNames(),
                        persister.getPropertyTypes());
        if (entry.isReadOnly()) {
            entry.setReadOnly(false, entity); // the flush passes a read-only instance over
        }
        marks.set(entity, session, operation.id(session));
        // Of what a scope hides from collections nothing may be left out.
        try (ScopeSwitch scope = ScopeSwitch.to(Scope.LIVE, session)) {
            cascadeBeforeDelete(session, persister, entity, operation);
            cascadeAfterDelete(session, persister, entity, operation);
        }
    }
}
