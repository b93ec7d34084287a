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
package dev.ashlar.core.transaction;

import dev.ashlar.core.internal.transaction.Changes;
import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hibernate.CacheMode;
import org.hibernate.Filter;
import org.hibernate.Interceptor;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.internal.EmptyInterceptor;

/**
 * Opens the session of a nested block like the one that it is nested in.
 *
 * <p>It leaves the second-level cache alone: at the release of a savepoint Hibernate would put into it what is not committed.
 */
final class ChildSession {

    private ChildSession() {}

    static SessionImplementor stateful(SessionImplementor outer, Connection connection, Changes changes) {
        BulkStatements bulk = new BulkStatements(changes);
        Interceptor interceptor = outer.getInterceptor();
        SessionImplementor child = (SessionImplementor) outer.sessionWithOptions()
                .connection(connection)
                .interceptor(interceptor instanceof EmptyInterceptor ? interceptor : BlockInterceptor.of(interceptor))
                .statementInspector((UnaryOperator<String>) bulk::inspect)
                .flushMode(outer.getHibernateFlushMode())
                .initialCacheMode(CacheMode.IGNORE)
                .identifierRollback(outer.isIdentifierRollbackEnabled())
                .open();
        child.getEventListenerManager().addListener(bulk);
        CacheBypass.always(child);
        child.setDefaultReadOnly(outer.isDefaultReadOnly());
        child.setJdbcBatchSize(outer.getJdbcBatchSize());
        copy(outer.getLoadQueryInfluencers(), child.getLoadQueryInfluencers());
        return child;
    }

    private static void copy(LoadQueryInfluencers from, LoadQueryInfluencers to) {
        to.setBatchSize(from.getBatchSize());
        to.setSubselectFetchEnabled(from.getSubselectFetchEnabled());
        from.getEnabledFetchProfileNames().forEach(to::enableFetchProfile);
        // Automatic filters stand in both, and may have been disabled in the outer one.
        for (String name : to.getEnabledFilterNames().toArray(new String[0])) {
            if (!from.getEnabledFilterNames().contains(name)) {
                to.disableFilter(name);
            }
        }
        for (Map.Entry<String, Filter> enabled : from.getEnabledFilters().entrySet()) {
            copy(enabled.getValue(), to.enableFilter(enabled.getKey()), to);
        }
    }

    private static void copy(Filter from, Filter to, LoadQueryInfluencers influencers) {
        for (String parameter : influencers
                .getSessionFactory()
                .getFilterDefinition(from.getName())
                .getParameterNames()) {
            Object value = from.getParameterValue(parameter);
            if (value instanceof Collection<?> values) {
                to.setParameterList(parameter, values);
            } else if (value != null) {
                to.setParameter(parameter, value);
            }
        }
    }

    static StatelessSession stateless(SharedSessionContractImplementor outer, Connection connection, Changes changes) {
        StatelessSession child = outer.getFactory()
                .withStatelessOptions()
                .connection(connection)
                .statementInspector((UnaryOperator<String>) new BulkStatements(changes)::inspect)
                .tenantIdentifier(outer.getTenantIdentifierValue())
                .jdbcTimeZone(outer.getJdbcTimeZone())
                .initialCacheMode(CacheMode.IGNORE)
                .open();
        child.setJdbcBatchSize(outer.getJdbcBatchSize());
        copy(outer.getLoadQueryInfluencers(), ((SharedSessionContractImplementor) child).getLoadQueryInfluencers());
        return child;
    }
}
