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
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;

/** A merged copy says nothing about deletion: the marks stay as the row has them. */
final class MergeListener implements MergeEventListener {

    @Override
    public void onMerge(MergeEvent event) {
        if (event.getResult() == null) {
            return;
        }
        Object managed = Hibernate.unproxy(event.getResult());
        EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(managed);
        if (entry != null && entry.getLoadedState() != null && entry.isExistsInDatabase()) {
            Marks.of(entry.getPersister())
                    .filter(marks -> !marks.in(entry.getLoadedState())
                            .equals(marks.in(entry.getPersister().getValues(managed))))
                    .ifPresent(marks -> marks.copy(entry.getLoadedState(), managed));
        }
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext copiedAlready) {
        onMerge(event);
    }
}
