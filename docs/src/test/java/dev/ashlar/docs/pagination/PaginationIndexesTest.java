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
package dev.ashlar.docs.pagination;

import static dev.ashlar.docs.pagination.Blog.POSTS;
import static dev.ashlar.docs.pagination.PaginationGuideTest.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.pagination.IndexAdvice;
import dev.ashlar.pagination.SeekPlan;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pagination.md says of indexes: PostgreSQL tells its plans. */
@PersistenceTest(
        entities = {Post.class, Writer.class, Comment.class},
        database = Engine.POSTGRESQL)
class PaginationIndexesTest {

    @Test
    void areAdvised(EntityManagerFactory factory) throws IOException {
        List<String> advised = new ArrayList<>();
        // snippet: paging-indexes
        for (IndexAdvice advice : ALL.indexes(factory)) {
            advised.add(advice.sort() + ": " + advice.ddl() + String.join(" ", advice.remarks()));
        }
        // end
        PaginationGuideTest.assertShown(String.join("\n", advised));
    }

    @Test
    void areUsed(EntityManagerFactory factory, Transactions transactions, EntityManager em) {
        Writer writer = new Writer("ann", "Ulm");
        transactions.run(session -> {
            session.persist(writer);
            session.persist(new Post("Cut stones", writer, Instant.EPOCH));
        });
        Long ann = writer.getId();
        assertThat(POSTS.parameter("writer", ann).in(em).plan().seeks()).isFalse();
        String ddl = POSTS.indexes(factory).get(0).ddl();
        transactions.run(session -> session.createNativeQuery(ddl).executeUpdate());
        // snippet: paging-plan
        SeekPlan plan = POSTS.parameter("writer", ann).in(em).plan();

        assertThat(plan.seeks()).as("%s", plan.lines()).isTrue();
        // end
    }
}
