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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.KeysetForm;
import dev.ashlar.pagination.Sort;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/** The queries of one factory that were paged before, with their statements. Safe for many threads. */
public final class StatementStore implements Service {

    private static final long serialVersionUID = 1L;

    /**
     * More than an application writes down; who makes a new text for each request fills it, and it begins anew. Preparing a query
     * again costs a fraction of a millisecond.
     */
    private static final int LIMIT = 512;

    private final transient SessionFactoryImplementor factory;
    private final transient Map<Key, SortedQuery> queries = new ConcurrentHashMap<>();

    StatementStore(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** Of this factory. */
    public static StatementStore of(SessionFactoryImplementor factory) {
        return factory.getServiceRegistry().requireService(StatementStore.class);
    }

    /**
     * A query with a sort that is total, prepared.
     *
     * @throws dev.ashlar.pagination.PaginationException if it cannot be paged
     */
    public SortedQuery get(Source source, List<Sort> sorts, List<String> uniqueBy, @Nullable KeysetForm form) {
        Key key = new Key(source, sorts, uniqueBy, form);
        SortedQuery known = queries.get(key);
        if (known != null) {
            return known;
        }
        if (queries.size() >= LIMIT) {
            queries.clear();
        }
        SortedQuery made = prepare(source, sorts, uniqueBy, form);
        SortedQuery earlier = queries.putIfAbsent(key, made);
        return earlier == null ? made : earlier;
    }

    private SortedQuery prepare(Source source, List<Sort> sorts, List<String> uniqueBy, @Nullable KeysetForm form) {
        if (source instanceof Source.NativeSql sql) {
            return NativeSqlQuery.of(factory, sql, sorts, uniqueBy, form);
        }
        return TreeQuery.of(factory, (Source.Tree) source, sorts, uniqueBy, form);
    }

    private record Key(
            Source source,
            List<Sort> sorts,
            List<String> uniqueBy,
            @Nullable KeysetForm form) {}
}
