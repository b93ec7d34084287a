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
import java.util.Map;
import java.util.Optional;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.persister.entity.EntityPersister;

/** Sees in a {@code Session}'s updates which rows were marked and which restored. */
final class MarkListener implements PostUpdateEventListener {

    private static final long serialVersionUID = 1L;

    private final transient Journals journals;
    private final transient CallbackRegistry callbacks;

    MarkListener(Journals journals, CallbackRegistry callbacks) {
        this.journals = journals;
        this.callbacks = callbacks;
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        Optional<Marks> found = Marks.of(event.getPersister());
        if (found.isEmpty() || event.getOldState() == null) {
            return;
        }
        Marks marks = found.get();
        boolean was = marks.isDeleted(event.getOldState());
        boolean is = marks.isDeleted(event.getState());
        if (was == is) {
            return;
        }
        Journal journal = journals.of(event.getSession());
        if (journal.isFirstOf(marks.persister().getRootEntityName())) {
            CollectionCaches.evict(marks, event.getSession());
        }
        if (is) {
            forget(event);
            journal.marked(event.getPersister(), event.getEntity());
            callbacks.postRemove(event.getEntity());
        }
        if (Ground.of(event.getSession()).notices().isHeard()) {
            Map<String, Object> before = marks.in(event.getOldState());
            Map<String, Object> after = marks.in(event.getState());
            journal.row(
                    is ? ChangeNotice.Kind.SOFT_DELETE : ChangeNotice.Kind.RESTORE,
                    event.getPersister().getEntityName(),
                    new ChangeNotice.Row(event.getId(), before, after));
        }
    }

    private static void forget(PostUpdateEvent event) {
        DeletionModel model = DeletionModel.of(event.getSession());
        if (!model.links().from(event.getPersister()).isEmpty()) {
            model.liveParents(event.getSession())
                    .forget(event.getSession().generateEntityKey(event.getId(), event.getPersister()));
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
