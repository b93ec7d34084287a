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

import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ground.Ground;
import java.util.Map;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Sees instances being written, in a {@code Session} and in a {@code StatelessSession}. */
public final class EntityListener
        implements PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PostUpsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                PreDeleteEventListener {

    private static final long serialVersionUID = 1L;

    private final transient AuditModel model;
    private final transient StatelessRows rows;

    /** For a model. */
    public EntityListener(AuditModel model) {
        this.model = model;
        this.rows = new StatelessRows(model.options().statelessOldValues());
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        model.find(event.getPersister()).ifPresent(entity -> {
            SharedSessionContractImplementor session = event.getSession();
            Map<LoggedCollection, Change.Contents> collections =
                    session.isStateless() ? rows.inserted(entity, event.getEntity()) : Map.of();
            add(session, entity, event.getId(), Change.Kind.INSERT, null, entity.freeze(event.getState()), collections);
        });
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        model.find(event.getPersister()).ifPresent(entity -> {
            SharedSessionContractImplementor session = event.getSession();
            if (session.isStateless()) {
                written(session, entity, event.getEntity(), event.getId(), event.getState(), false);
            } else {
                add(
                        session,
                        entity,
                        event.getId(),
                        Change.Kind.UPDATE,
                        entity.updated(entity.freeze(event.getOldState())),
                        entity.updated(entity.freeze(event.getState())),
                        Map.of());
            }
        });
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        model.find(event.getPersister())
                .ifPresent(entity ->
                        written(event.getSession(), entity, event.getEntity(), event.getId(), event.getState(), true));
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        model.find(event.getPersister()).ifPresent(entity -> {
            SharedSessionContractImplementor session = event.getSession();
            if (session.isStateless()) {
                StatelessRows.Row old = rows.take(session, event.getEntity());
                add(
                        session,
                        entity,
                        event.getId(),
                        Change.Kind.DELETE,
                        old == null ? entity.freeze(null) : old.values(),
                        null,
                        old == null ? Map.of() : old.asRemoved());
            } else {
                add(
                        session,
                        entity,
                        event.getId(),
                        Change.Kind.DELETE,
                        entity.freeze(event.getDeletedState()),
                        null,
                        Map.of());
            }
        });
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return read(event.getSession(), event.getPersister(), event.getEntity(), event.getId());
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return read(event.getSession(), event.getPersister(), event.getEntity(), event.getId());
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return read(event.getSession(), event.getPersister(), event.getEntity(), event.getId());
    }

    /** Never vetoes. */
    private boolean read(
            SharedSessionContractImplementor session, EntityPersister persister, Object instance, Object id) {
        if (session.isStateless()) {
            Optional<LoggedEntity> entity = model.find(persister);
            entity.ifPresent(logged -> rows.read(session, logged, instance, id));
        }
        return false;
    }

    private void written(
            SharedSessionContractImplementor session,
            LoggedEntity entity,
            Object instance,
            Object id,
            Object[] state,
            boolean upsert) {
        StatelessRows.Row old = rows.take(session, instance);
        boolean inserted = upsert && old != null && !old.isThere();
        add(
                session,
                entity,
                id,
                inserted ? Change.Kind.INSERT : Change.Kind.UPDATE,
                inserted ? null : old == null || !old.isThere() ? entity.freeze(null) : entity.updated(old.values()),
                inserted ? entity.freeze(state) : entity.updated(entity.freeze(state)),
                inserted ? rows.inserted(entity, instance) : rows.rewritten(entity, instance, old));
    }

    private static void add(
            SharedSessionContractImplementor session,
            LoggedEntity entity,
            Object id,
            Change.Kind kind,
            @Nullable Object @Nullable [] before,
            @Nullable Object @Nullable [] after,
            Map<LoggedCollection, Change.Contents> collections) {
        Changes.add(
                session,
                new Change(
                        entity,
                        id,
                        kind,
                        kind.action(),
                        AuditSource.ENTITY,
                        before,
                        after,
                        collections,
                        Ground.of(session).context(),
                        0,
                        null));
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
