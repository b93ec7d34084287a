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

import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.internal.mapping.Marks;
import java.util.stream.Stream;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The cache of queries: a stateless session tells it nothing of what it changes, not even by statements. */
public final class QueryCaches {

    private QueryCaches() {}

    /** Makes results stale that were found in the entity's tables: at once, and when the transaction has ended. */
    public static void invalidate(Marks marks, SharedSessionContractImplementor session) {
        SessionFactoryImplementor factory = session.getFactory();
        if (!factory.getSessionFactoryOptions().isQueryCacheEnabled()) {
            return;
        }
        TimestampsCache timestamps = factory.getCache().getTimestampsCache();
        String[] tables = Stream.of(marks.persister().getQuerySpaces())
                .map(String.class::cast)
                .toArray(String[]::new);
        ChangeScope scope = Ground.of(session).scope(session);
        if (!scope.isTransactional()) {
            timestamps.invalidate(tables, session);
            return;
        }
        timestamps.preInvalidate(tables, session);
        scope.addListener(new ChangeScope.Listener() {
            @Override
            public void ended(boolean committed) {
                timestamps.invalidate(tables, session);
            }
        });
    }
}
