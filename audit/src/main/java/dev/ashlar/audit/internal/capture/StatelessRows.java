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

import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Rows as they were before a {@code StatelessSession}, which knows no old values, wrote them: read in the event before it. */
final class StatelessRows {

    private final boolean reading;
    private final Map<SharedSessionContractImplementor, Row> rows = Collections.synchronizedMap(new WeakHashMap<>());

    StatelessRows(boolean reading) {
        this.reading = reading;
    }

    /**
     * A row.
     *
     * @param instance the instance that is being written
     * @param isThere whether there was one
     * @param values frozen values
     * @param collections frozen collections
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(
            Object instance,
            boolean isThere,
            @Nullable Object[] values,
            Map<LoggedCollection, Map<String, Object>> collections) {

        Map<LoggedCollection, Change.Contents> asRemoved() {
            Map<LoggedCollection, Change.Contents> removed = new LinkedHashMap<>();
            collections.forEach((collection, before) -> removed.put(collection, new Change.Contents(before, Map.of())));
            return removed;
        }
    }

    /** One SELECT, and one for each collection that is not fetched with it. */
    void read(SharedSessionContractImplementor session, LoggedEntity entity, Object instance, Object id) {
        if (!reading) {
            return;
        }
        StatelessSession stateless = (StatelessSession) session;
        Object row = stateless.get(entity.persister().getEntityName(), id);
        Map<LoggedCollection, Map<String, Object>> collections = new LinkedHashMap<>();
        if (row != null) {
            for (LoggedCollection collection : entity.collections()) {
                Object old = entity.collectionOf(row, collection);
                if (old != null) {
                    stateless.fetch(old);
                }
                collections.put(collection, collection.freeze(old));
            }
        }
        @Nullable
        Object[] values = entity.freeze(row == null ? null : entity.persister().getValues(row));
        rows.put(session, new Row(instance, row != null, values, collections));
    }

    /** What was read for an instance; null if nothing was. */
    @SuppressWarnings("ReferenceEquality") // the very instance
    @Nullable
    Row take(SharedSessionContractImplementor session, Object instance) {
        Row row = rows.remove(session);
        return row != null && row.instance() == instance ? row : null;
    }

    /** The collections of an instance that was inserted. */
    Map<LoggedCollection, Change.Contents> inserted(LoggedEntity entity, Object instance) {
        Map<LoggedCollection, Change.Contents> found = new LinkedHashMap<>();
        for (LoggedCollection collection : entity.collections()) {
            if (isWritten(entity, instance, collection)) {
                found.put(
                        collection,
                        new Change.Contents(Map.of(), collection.freeze(entity.collectionOf(instance, collection))));
            }
        }
        return found;
    }

    /** The collections of an instance that was written over an old row; null for one that is not known. */
    Map<LoggedCollection, Change.Contents> rewritten(LoggedEntity entity, Object instance, @Nullable Row old) {
        Map<LoggedCollection, Change.Contents> found = new LinkedHashMap<>();
        for (LoggedCollection collection : entity.collections()) {
            if (isWritten(entity, instance, collection)) {
                found.put(
                        collection,
                        new Change.Contents(
                                old == null ? null : old.collections().get(collection),
                                collection.freeze(entity.collectionOf(instance, collection))));
            }
        }
        return found;
    }

    /** Not one within an embedded value, nor one that was not loaded ({@code StatelessSessionImpl.forEachOwnedCollection}, 7.4.13). */
    private static boolean isWritten(LoggedEntity entity, Object instance, LoggedCollection collection) {
        return collection.name().indexOf('.') < 0 && Hibernate.isInitialized(entity.collectionOf(instance, collection));
    }
}
