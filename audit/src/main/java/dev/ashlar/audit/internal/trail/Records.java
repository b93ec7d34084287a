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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.model.LoggedEntity;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.UnknownEntityTypeException;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The live records that rows of the log are about. */
final class Records {

    private final LogReader reader;
    private final Form form;
    private final boolean locking;
    private final Map<EntityKey, Draft> drafts = new LinkedHashMap<>();

    Records(LogReader reader, Form form, boolean locking) {
        this.reader = reader;
        this.form = form;
        this.locking = locking;
    }

    /** All of them, in the order they were asked for. */
    Collection<Draft> drafts() {
        return drafts.values();
    }

    /** One that was asked for. */
    @Nullable
    Draft known(EntityKey key) {
        return drafts.get(key);
    }

    /** That of a row; nothing if the row is about many, or its entity is not logged any more, or its identifier not kept whole. */
    Optional<Draft> of(AuditLog row) {
        String recordId = row.recordId().orElse(null);
        LoggedEntity entity = recordId == null ? null : entity(row.entityName());
        Object id = entity == null || recordId == null ? null : form.thawKey(entity.identifier(), recordId);
        if (recordId == null
                || entity == null
                || id == null
                || !entity.recordId(id).equals(recordId)) {
            return Optional.empty();
        }
        EntityKey key = reader.session().generateEntityKey(id, entity.persister());
        Draft draft = drafts.get(key);
        if (draft == null) {
            draft = new Draft(entity, key, recordId, live(entity, key));
            drafts.put(key, draft);
        }
        return Optional.of(draft);
    }

    private @Nullable LoggedEntity entity(String name) {
        try {
            return reader.model().find(name).orElse(null);
        } catch (UnknownEntityTypeException e) {
            return null;
        }
    }

    /** A version tells at the flush that somebody else was faster; without one the row is locked, and read again if it was there. */
    private @Nullable Object live(LoggedEntity entity, EntityKey key) {
        SharedSessionContractImplementor own = reader.session();
        Session session = (Session) own;
        String name = entity.persister().getEntityName();
        if (!locking || entity.persister().isVersioned()) {
            return unproxied(session.find(name, key.getIdentifier()));
        }
        boolean loaded = own.getPersistenceContextInternal().containsEntity(key);
        Object live = loaded
                ? session.find(name, key.getIdentifier())
                : session.find(name, key.getIdentifier(), LockModeType.PESSIMISTIC_WRITE);
        if (loaded && live != null) {
            session.refresh(live, LockModeType.PESSIMISTIC_WRITE);
        }
        return unproxied(live);
    }

    private static @Nullable Object unproxied(@Nullable Object live) {
        return live == null ? null : Hibernate.unproxy(live);
    }
}
