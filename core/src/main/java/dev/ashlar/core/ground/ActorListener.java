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

import dev.ashlar.core.MissingActorException;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;

/** Strict mode per row: a statement that was prepared for the first row of a batch is not inspected again. */
final class ActorListener
        implements PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener, PreDeleteEventListener {

    private static final long serialVersionUID = 1L;

    private final transient ContextSource contexts;

    ActorListener(ContextSource contexts) {
        this.contexts = contexts;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return check("insert", event);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return check("update", event);
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return check("upsert", event);
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return check("delete", event);
    }

    /** Never vetoes: a veto would drop the change silently. */
    private boolean check(String verb, AbstractDatabaseOperationEvent event) {
        if (contexts.current().actor().isEmpty()) {
            throw new MissingActorException(verb + " " + event.getPersister().getEntityName() + "#" + event.getId());
        }
        return false;
    }
}
