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
package dev.ashlar.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.Test;

/** What a purge leaves in the second-level cache. */
@PersistenceTest(
        entities = PurgeCacheTest.Kept.class,
        isolation = TestIsolation.TRUNCATE,
        settings = {
            "hibernate.cache.use_second_level_cache=true",
            "hibernate.cache.region.factory_class=jcache",
            "hibernate.javax.cache.provider=com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
            "hibernate.javax.cache.missing_cache_strategy=create"
        })
class PurgeCacheTest {

    /** In the cache. */
    @Entity(name = "Kept")
    @SoftDeletable
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Kept implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @Test
    void evictsWhatItDeletes(EntityManagerFactory emf) {
        SessionFactory factory = emf.unwrap(SessionFactory.class);
        Kept first = new Kept();
        Kept second = new Kept();
        factory.inTransaction(session -> {
            session.persist(first);
            session.persist(second);
        });
        factory.inTransaction(session -> session.remove(session.find(Kept.class, first.id)));
        // A row of the same region stands for one that somebody read before the purge: both go, and are read anew.
        factory.inTransaction(session -> session.find(Kept.class, second.id));
        assertThat(factory.getCache().containsEntity(Kept.class, second.id)).isTrue();

        assertThat(SoftDeletes.of(factory).purge(Kept.class).run().total()).isEqualTo(1);

        assertThat(factory.getCache().containsEntity(Kept.class, first.id)).isFalse();
        assertThat(factory.getCache().containsEntity(Kept.class, second.id)).isFalse();
        factory.inTransaction(
                session -> assertThat(session.find(Kept.class, second.id)).isNotNull());
    }
}
