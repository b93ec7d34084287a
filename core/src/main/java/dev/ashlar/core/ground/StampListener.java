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
package dev.ashlar.core.ground;

import java.util.Arrays;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Stamps where the {@link StampGenerator} does not: rows of a {@code StatelessSession}; and gives instances in memory back
 * what the row knows better.
 */
final class StampListener
        implements PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener, MergeEventListener {

    private static final long serialVersionUID = 1L;

    private final boolean readBack;

    StampListener(boolean readBack) {
        this.readBack = readBack;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        if (event.getSession().isStateless()) {
            stamp(event, event.getState(), StampedNode.Write.INSERT);
        }
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        if (event.getSession().isStateless()) {
            if (readBack) {
                readBack(event, event.getState());
            }
            stamp(event, event.getState(), StampedNode.Write.UPDATE);
        } else if (event.getOldState() != null) {
            keepInsertValues(event, event.getState(), event.getOldState());
        }
        return false;
    }

    /**
     * The row may exist or not, and only the database knows. The statement leaves the insert's stamps out for a row that
     * exists; so that the instance has the right ones too, they are read before: afterwards Hibernate has put what was sent
     * into a versioned instance ({@code StatelessSessionImpl.versionToUpsert}, 7.4.13). What such a row lacks (nobody acted when
     * it was inserted) is not invented.
     */
    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        boolean isThere = readBack && readBack(event, event.getState());
        stamp(event, event.getState(), isThere ? StampedNode.Write.UPDATE : StampedNode.Write.INSERT);
        return false;
    }

    @Override
    public void onMerge(MergeEvent event) {
        if (event.getResult() == null) {
            return;
        }
        PersistenceContext context = event.getSession().getPersistenceContextInternal();
        Object managed = Hibernate.unproxy(event.getResult());
        EntityEntry entry = context.getEntry(managed);
        if (entry == null || entry.getLoadedState() == null || !entry.isExistsInDatabase()) {
            return;
        }
        EntityPersister persister = entry.getPersister();
        for (int i : stamped(persister)) {
            Object current = persister.getValue(managed, i);
            Object loaded = entry.getLoadedState()[i];
            if (isFetched(current) && isFetched(loaded)) {
                set(persister, managed, i, current, node(persister, i).withStamps(current, loaded));
            }
        }
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext copiedAlready) {
        onMerge(event);
    }

    private static void stamp(AbstractDatabaseOperationEvent event, Object[] state, StampedNode.Write write) {
        EntityPersister persister = event.getPersister();
        int[] stamped = stamped(persister);
        if (stamped.length == 0) {
            return;
        }
        StampValues values = new StampValues(event.getSession());
        for (int i : stamped) {
            Object next = node(persister, i).stamp(state[i], write, values);
            set(persister, event.getEntity(), i, state[i], next);
            state[i] = next;
        }
    }

    private static void keepInsertValues(PreUpdateEvent event, Object[] state, Object[] loaded) {
        EntityPersister persister = event.getPersister();
        for (int i : stamped(persister)) {
            if (isFetched(state[i]) && isFetched(loaded[i])) {
                Object kept = node(persister, i).withInsertValues(state[i], loaded[i]);
                set(persister, event.getEntity(), i, state[i], kept);
                state[i] = kept;
            }
        }
    }

    /** One SELECT, and only for an instance that came without what the insert knows; true if it found the row. */
    private static boolean readBack(AbstractDatabaseOperationEvent event, Object[] state) {
        EntityPersister persister = event.getPersister();
        int[] lacking = Arrays.stream(stamped(persister))
                .filter(i -> node(persister, i).lacksInsertValue(state[i]))
                .toArray();
        if (lacking.length == 0) {
            return false;
        }
        // Not persister.getDatabaseSnapshot: it leaves embedded values out (DatabaseSnapshotExecutor, 7.4.13).
        Object row = ((StatelessSession) event.getSession()).get(persister.getEntityName(), event.getId());
        if (row == null) {
            return false;
        }
        for (int i : lacking) {
            state[i] = node(persister, i).withInsertValues(state[i], persister.getValue(row, i));
            persister.setValue(event.getEntity(), i, state[i]);
        }
        return true;
    }

    private static void set(
            EntityPersister persister, Object entity, int i, @Nullable Object current, @Nullable Object next) {
        if (!Objects.equals(current, next)) {
            persister.setValue(entity, i, next);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a marker
    private static boolean isFetched(@Nullable Object value) {
        return value != LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    private static int[] stamped(EntityPersister persister) {
        Generator[] generators = persister.getGenerators();
        int[] found = new int[generators.length];
        int count = 0;
        for (int i = 0; i < generators.length; i++) {
            if (generators[i] instanceof StampGenerator) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static StampedNode node(EntityPersister persister, int i) {
        return ((StampGenerator) persister.getGenerators()[i]).node();
    }
}
