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

import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/** Forgets what a flush that failed has left in the session's journal. */
final class FlushBeginListener implements FlushEventListener, AutoFlushEventListener {

    private final Journals journals;

    FlushBeginListener(Journals journals) {
        this.journals = journals;
    }

    @Override
    public void onFlush(FlushEvent event) {
        journals.end(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        journals.end(event.getSession());
    }
}
