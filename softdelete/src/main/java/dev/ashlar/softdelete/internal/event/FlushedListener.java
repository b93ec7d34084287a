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

import dev.ashlar.core.ground.ChangeNotices;
import dev.ashlar.core.ground.Ground;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/** When a flush has written its marks: no live row may be left of what was removed with its parent, and the marks are told. */
final class FlushedListener implements FlushEventListener, AutoFlushEventListener {

    private final Journals journals;

    FlushedListener(Journals journals) {
        this.journals = journals;
    }

    @Override
    public void onFlush(FlushEvent event) {
        flushed(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        flushed(event.getSession());
    }

    private void flushed(EventSource session) {
        Journal journal = journals.end(session);
        if (journal != null) {
            journal.marked().forEach((persister, entities) -> LeftChildren.refuse(session, persister, entities));
            ChangeNotices notices = Ground.of(session).notices();
            journal.notices().forEach(notice -> notices.tell(session, notice));
        }
    }
}
