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
import dev.ashlar.softdelete.internal.mapping.Scope;
import java.util.List;
import java.util.Map;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * {@code StatelessSession.delete} marks. It writes the marks and the version alone: the instance may know nothing else of its
 * row. A veto comes early enough there to keep the rows of collections; in a {@code Session} it would not.
 */
final class StatelessDeleteListener implements PreDeleteEventListener {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        SharedSessionContractImplementor session = event.getSession();
        if (!session.isStateless() || Scope.of(session) == Scope.PURGE) {
            return false;
        }
        return Marks.of(event.getPersister())
                .map(marks -> {
                    mark(session, marks, event.getEntity(), event.getId());
                    return true;
                })
                .orElse(false);
    }

    private static void mark(SharedSessionContractImplementor session, Marks marks, Object entity, Object id) {
        if (marks.isDeleted(entity)) {
            return;
        }
        EntityPersister persister = marks.persister();
        CachedEntity cached = CachedEntity.lock(session, persister, id, persister.getVersion(entity));
        if (!marks.table().mark(session, id, persister.getVersion(entity), DeletionOperation.newId(session), entity)) {
            throw new StaleObjectStateException(persister.getEntityName(), id);
        }
        cached.remove();
        DeletionModel.of(session).liveParents(session).forget();
        CollectionCaches.evict(marks, session);
        QueryCaches.invalidate(marks, session);
        LeftChildren.refuse(session, persister, List.of(entity));
        if (Ground.of(session).notices().isHeard()) {
            Map<String, Object> after = marks.in(persister.getValues(entity));
            ChangeNotice.Row row = new ChangeNotice.Row(id, marks.none(), after);
            Ground.of(session)
                    .notices()
                    .tell(
                            session,
                            ChangeNotice.ofRows(
                                    ChangeNotice.Kind.SOFT_DELETE, persister.getEntityName(), List.of(row)));
        }
    }
}
