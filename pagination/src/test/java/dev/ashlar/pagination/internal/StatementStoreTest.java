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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.pagination.Sort;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** Queries are prepared once, and not without end. */
@PersistenceTest(entities = StatementStoreTest.Entry.class)
class StatementStoreTest {

    /** Of nothing but an id. */
    @Entity(name = "Entry")
    static class Entry {
        @Id
        long id;
    }

    private static SortedQuery get(EntityManagerFactory factory, String hql, Sort... sorts) {
        return StatementStore.of(factory.unwrap(SessionFactoryImplementor.class))
                .get(new Source.Hql(hql, Entry.class), List.of(sorts), List.of(), null);
    }

    @Test
    void preparesAQueryOnce(EntityManagerFactory factory) {
        SortedQuery query = get(factory, "from Entry", Sort.desc("id"));
        assertThat(get(factory, "from Entry", Sort.desc("id"))).isSameAs(query);
        assertThat(get(factory, "from Entry", Sort.asc("id"))).isNotSameAs(query);
        assertThat(get(factory, "from Entry r", Sort.desc("id"))).isNotSameAs(query);
    }

    @Test
    void forgetsQueriesIfThereIsANewTextForEachRequest(EntityManagerFactory factory) {
        SortedQuery query = get(factory, "from Entry");
        for (int i = 0; i < 600; i++) {
            get(factory, "from Entry r where r.id > " + i);
        }
        assertThat(get(factory, "from Entry")).isNotSameAs(query);
    }
}
