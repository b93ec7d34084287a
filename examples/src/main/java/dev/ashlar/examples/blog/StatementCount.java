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
package dev.ashlar.examples.blog;

import java.util.concurrent.atomic.LongAdder;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Counts the statements that Hibernate prepares: one per query, and one for all the rows of a batch. */
final class StatementCount implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final LongAdder all = new LongAdder();
    private final LongAdder inserts = new LongAdder();

    @Override
    public String inspect(String sql) {
        all.increment();
        if (sql.startsWith("insert ")) {
            inserts.increment();
        }
        return sql;
    }

    /** Statements that some work prepares. */
    long during(Runnable work) {
        return difference(all, work);
    }

    /** Inserts that some work prepares. */
    long insertsDuring(Runnable work) {
        return difference(inserts, work);
    }

    private static long difference(LongAdder count, Runnable work) {
        long before = count.sum();
        work.run();
        return count.sum() - before;
    }
}
