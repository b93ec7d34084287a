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

import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.Marks;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Marks and restores single rows in a {@code StatelessSession}, and tells everyone who is to know: caches, guards and listeners. */
public final class RowMarks {

    private final SharedSessionContractImplementor session;
    private final Marks marks;
    private final EntityPersister persister;
    private final Object entity;
    private final Object id;

    private RowMarks(SharedSessionContractImplementor session, Marks marks, Object entity) {
        this.session = session;
        this.marks = marks;
        this.persister = marks.persister();
        this.entity = entity;
        this.id = persister.getIdentifier(entity, session);
    }

    /**
     * Marks the row of a live instance.
     *
     * @throws StaleObjectStateException if there is no live row of its version
     */
    static void mark(SharedSessionContractImplementor session, Marks marks, Object entity) {
        RowMarks row = new RowMarks(session, marks, entity);
        if (!DeletionModel.of(session).links().from(row.persister).isEmpty()) {
            marks.table().awaitReferences(session, List.of(row.id));
        }
        Map<String, @Nullable Object> before =
                row.write(() -> marks.table().mark(session, row.id, row.version(), Marks.newDeletion(session), entity));
        DeletionModel.of(session).liveParents(session).forget(session.generateEntityKey(row.id, row.persister));
        LeftChildren.refuse(session, row.persister, List.of(entity));
        row.tell(ChangeNotice.Kind.SOFT_DELETE, before);
    }

    /**
     * Takes the marks of a deleted instance's row back.
     *
     * @throws StaleObjectStateException if there is no deleted row of its version
     */
    public static void clear(SharedSessionContractImplementor session, Marks marks, Object entity) {
        RowMarks row = new RowMarks(session, marks, entity);
        row.tell(
                ChangeNotice.Kind.RESTORE,
                row.write(() -> marks.table().clear(session, row.id, row.version(), entity)));
    }

    private @Nullable Object version() {
        return persister.getVersion(entity);
    }

    /** Writes, and answers the marks of before. */
    private Map<String, @Nullable Object> write(BooleanSupplier write) {
        Map<String, @Nullable Object> before = marks.in(persister.getValues(entity));
        CachedEntity cached = CachedEntity.lock(session, persister, id, version());
        try {
            if (!write.getAsBoolean()) {
                throw new StaleObjectStateException(persister.getEntityName(), id);
            }
        } finally {
            cached.remove();
        }
        CollectionCaches.evict(marks, session);
        QueryCaches.invalidate(marks, session);
        return before;
    }

    private void tell(ChangeNotice.Kind kind, Map<String, @Nullable Object> before) {
        if (Ground.of(session).notices().isHeard()) {
            ChangeNotice.Row row = new ChangeNotice.Row(id, before, marks.in(persister.getValues(entity)));
            Ground.of(session)
                    .notices()
                    .tell(session, ChangeNotice.ofRows(kind, persister.getEntityName(), List.of(row)));
        }
    }
}
