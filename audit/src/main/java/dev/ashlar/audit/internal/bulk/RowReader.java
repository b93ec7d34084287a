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
package dev.ashlar.audit.internal.bulk;

import dev.ashlar.audit.internal.capture.Change;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.model.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as they are in the transaction, on its connection, past the session's instances and past the caches: some hundred by one
 * SELECT, and one more for each collection.
 */
final class RowReader implements AutoCloseable {

    /** Keeps the parameters of a statement far below what a database takes (PostgreSQL's driver: 65,535). */
    private static final int CHUNK = 500;

    private final SharedSessionContractImplementor session;
    private final AuditModel model;
    private final EntityPersister target;
    private final StatelessSession reader;

    RowReader(SharedSessionContractImplementor session, AuditModel model, EntityPersister target) {
        this.session = session;
        this.model = model;
        this.target = target;
        this.reader = session.statelessWithOptions()
                .connection()
                .initialCacheMode(CacheMode.IGNORE)
                .open();
        LoadQueryInfluencers own = ((SharedSessionContractImplementor) reader).getLoadQueryInfluencers();
        for (String filter : Set.copyOf(own.getEnabledFilterNames())) {
            if (!filter.equals(TenantIdBinder.FILTER_NAME)) {
                own.disableFilter(filter);
            }
        }
        session.getLoadQueryInfluencers().getEnabledFilterNames().stream()
                .filter(this::isMarker)
                .forEach(own::enableFilter);
    }

    /** A filter that stands for a state of the session, such as that it sees deleted rows, and filters nothing by itself. */
    private boolean isMarker(String filter) {
        SessionFactoryImplementor factory = session.getFactory();
        LoadQueryInfluencers alone = new LoadQueryInfluencers(factory);
        Set.copyOf(alone.getEnabledFilterNames()).forEach(alone::disableFilter);
        alone.enableFilter(filter);
        return factory.getFilterDefinition(filter).getParameterNames().isEmpty()
                && !target.isAffectedByEnabledFilters(alone, false);
    }

    /**
     * A row.
     *
     * @param entity its entity; null if that is not logged
     * @param values frozen values
     * @param collections frozen collections, those that were asked for; null for one that is not known
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(
            @Nullable LoggedEntity entity,
            @Nullable Object[] values,
            Map<LoggedCollection, @Nullable Map<String, Object>> collections) {

        Map<LoggedCollection, Change.Contents> asRemoved() {
            Map<LoggedCollection, Change.Contents> removed = new LinkedHashMap<>();
            collections.forEach((collection, was) -> removed.put(collection, new Change.Contents(was, Map.of())));
            return removed;
        }
    }

    /**
     * Reads rows of an entity and its subclasses; of one that is not there is nothing in the answer.
     *
     * @param known what is known of the rows
     */
    Map<Object, Row> read(Collection<Object> ids, boolean withCollections, Map<Object, Row> known) {
        Map<Object, Row> rows = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>(ids);
        for (int start = 0; start < all.size(); start += CHUNK) {
            List<Object> chunk = all.subList(start, Math.min(all.size(), start + CHUNK));
            Map<LoggedEntity, List<Object>> byEntity = new LinkedHashMap<>();
            for (Object instance : instances(target, "", chunk)) {
                EntityPersister persister = target.getSubclassEntityPersister(instance, session.getFactory());
                Object id = persister.getIdentifier(instance);
                LoggedEntity entity = model.find(persister).orElse(null);
                if (entity == null) {
                    rows.put(id, new Row(null, new Object[0], Map.of()));
                    continue;
                }
                byEntity.computeIfAbsent(entity, any -> new ArrayList<>()).add(id);
                @Nullable Object[] values = entity.freeze(persister.getValues(instance));
                if (Arrays.stream(values).anyMatch(Unknown::is)) {
                    readPastQueries(entity, id, false, rows); // a lazy attribute of an enhanced class
                } else {
                    rows.put(id, new Row(entity, values, new LinkedHashMap<>()));
                }
            }
            for (Object id : chunk) {
                if (!rows.containsKey(id)) {
                    Row row = known.get(id);
                    LoggedEntity entity = row == null ? model.find(target).orElse(null) : row.entity();
                    if (entity != null) {
                        readPastQueries(entity, id, withCollections, rows);
                    }
                }
            }
            if (withCollections) {
                byEntity.forEach((entity, found) -> readCollections(entity, found, rows));
            }
        }
        return rows;
    }

    /** Eager references stay unloaded: their identifiers are what is logged. */
    private List<Object> instances(EntityPersister entity, String fetch, List<Object> ids) {
        SelectionQuery<Object> query = reader.createSelectionQuery(
                        "select e from " + entity.getEntityName() + " e" + fetch + " where id(e) in (:ids)",
                        Object.class)
                .setParameterList("ids", ids);
        Class<?> type = entity.getMappedClass();
        if (type != null) {
            lazy(query, type);
        }
        return query.getResultList();
    }

    @SuppressWarnings("unchecked") // a graph of what the query selects
    private <T> void lazy(SelectionQuery<Object> query, Class<T> type) {
        ((SelectionQuery<T>) query).setEntityGraph(reader.createEntityGraph(type), GraphSemantic.FETCH);
    }

    private void readCollections(LoggedEntity entity, List<Object> ids, Map<Object, Row> rows) {
        for (LoggedCollection collection : entity.collections()) {
            for (Object instance : instances(entity.persister(), " left join fetch e." + collection.name(), ids)) {
                Object contents = entity.collectionOf(instance, collection);
                Row row = rows.get(entity.persister().getIdentifier(instance));
                if (row != null && Hibernate.isInitialized(contents)) {
                    row.collections().put(collection, collection.freeze(contents));
                }
            }
        }
    }

    /** A row that queries do not show, such as one that a restriction of the entity hides since it was updated. */
    private void readPastQueries(LoggedEntity entity, Object id, boolean withCollections, Map<Object, Row> rows) {
        Object[] state = entity.persister().getDatabaseSnapshot(id, session);
        if (state == null) {
            return;
        }
        Type[] types = entity.persister().getPropertyTypes();
        for (int i = 0; i < state.length; i++) {
            if (types[i] instanceof EntityType reference && isKey(state[i])) {
                state[i] = ((SharedSessionContractImplementor) reader)
                        .internalLoad(reference.getAssociatedEntityName(), state[i], false, true);
            }
        }
        Map<LoggedCollection, @Nullable Map<String, Object>> collections = new LinkedHashMap<>();
        if (withCollections) {
            entity.collections().forEach(collection -> collections.put(collection, null));
        }
        rows.put(id, new Row(entity, entity.freeze(state), collections));
    }

    private static boolean isKey(@Nullable Object value) {
        return value != null && !(value instanceof HibernateProxy);
    }

    @Override
    public void close() {
        reader.close();
    }
}
