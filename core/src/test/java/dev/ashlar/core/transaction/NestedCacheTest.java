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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.CacheMode;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What another session finds in the second-level cache while blocks change rows, and after. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedCacheTest {

    @Entity(name = "ReadWrite")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    static class ReadWrite {
        @Id
        Long id;

        @NaturalId(mutable = true)
        String code;

        String title;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> tags = new ArrayList<>();
    }

    @Entity(name = "Nonstrict")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    static class Nonstrict {
        @Id
        Long id;

        String title;
    }

    /** Changes the title of both entities, and what else is cached of the first. */
    enum Change {
        FLUSHED("new new code [new tag] new new 1") {
            @Override
            void make(EntityManager em) {
                ReadWrite first = em.find(ReadWrite.class, 1L);
                first.title = "new";
                first.code = "new code";
                first.tags.add("new tag");
                em.find(Nonstrict.class, 1L).title = "new";
            }
        },
        BULK("new new code [] new new 1") {
            @Override
            void make(EntityManager em) {
                em.createQuery("update ReadWrite set title = 'new', code = 'new code'")
                        .executeUpdate();
                em.createQuery("update Nonstrict set title = 'new'").executeUpdate();
            }
        };

        /** What {@link NestedCacheTest#seen()} tells after it. */
        final String seen;

        Change(String seen) {
            this.seen = seen;
        }

        abstract void make(EntityManager em);
    }

    static Stream<Change> changes() {
        return Stream.of(Change.values());
    }

    private static final String OLD = "old old code [] old old 1";

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, ReadWrite.class, Nonstrict.class)
                .with("hibernate.cache.region.factory_class", "jcache")
                .with("hibernate.cache.use_query_cache", true)
                .with(
                        "hibernate.javax.cache.provider",
                        "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider")
                .with("hibernate.javax.cache.missing_cache_strategy", "create")
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void fill() {
        database.execute("delete from ReadWrite_tags");
        database.execute("delete from ReadWrite");
        database.execute("delete from Nonstrict");
        factory.getCache().evictAllRegions();
        transactions.run(em -> {
            ReadWrite first = new ReadWrite();
            first.id = 1L;
            first.code = "old code";
            first.title = "old";
            em.persist(first);
            Nonstrict second = new Nonstrict();
            second.id = 1L;
            second.title = "old";
            em.persist(second);
        });
        assertThat(seen()).isEqualTo(OLD);
    }

    /** Everything, through the cache: by id, by natural id, the collection, and a cached query; and how many have the id. */
    private static String seen() {
        try (Session other = factory.openSession()) {
            ReadWrite first = other.find(ReadWrite.class, 1L);
            ReadWrite byCode = Stream.of("old code", "new code")
                    .map(code -> other.find(ReadWrite.class, code, KeyType.NATURAL))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            List<String> titles = other.createQuery("select title from Nonstrict", String.class)
                    .setCacheable(true)
                    .getResultList();
            return first.title + " " + byCode.code + " " + List.copyOf(first.tags) + " "
                    + other.find(Nonstrict.class, 1L).title + " " + String.join(",", titles) + " "
                    + (byCode == first ? 1 : 2);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anotherSessionSeesABlocksChangesWhenTheTransactionIsCommitted(Change change) {
        transactions.run(em -> {
            assertThat(em.unwrap(Session.class).getCacheMode()).isEqualTo(CacheMode.NORMAL);
            transactions.nested(em).run(inner -> {
                change.make(inner);
                inner.flush();
                assertThat(seen()).isEqualTo(OLD);
            });
            // The other session may now put into the cache what is committed.
            assertThat(seen()).isEqualTo(OLD);
            // And the outer one may read what is not.
            assertThat(em.find(ReadWrite.class, 1L).title).isEqualTo("new");
            assertThat(em.find(Nonstrict.class, 1L).title).isEqualTo("new");
            assertThat(seen()).isEqualTo(OLD);
        });

        assertThat(seen()).isEqualTo(change.seen);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anotherSessionNeverSeesThemWhenTheTransactionIsRolledBack(Change change) {
        rollBack(em -> {
            transactions.nested(em).run(change::make);
            assertThat(em.find(ReadWrite.class, 1L).title).isEqualTo("new");
            assertThat(em.find(Nonstrict.class, 1L).title).isEqualTo("new");
            assertThat(seen()).isEqualTo(OLD);
        });

        assertThat(seen()).isEqualTo(OLD);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void norWhenABlockAroundItIsRolledBack(Change change) {
        transactions.run(em -> {
            try {
                transactions.nested(em).run(middle -> {
                    transactions.nested(middle).run(change::make);
                    assertThat(seen()).isEqualTo(OLD);
                    throw new IllegalStateException("undo");
                });
            } catch (IllegalStateException e) {
                assertThat(seen()).isEqualTo(OLD);
            }
            assertThat(em.find(ReadWrite.class, 1L).title).isEqualTo("old");
        });

        assertThat(seen()).isEqualTo(OLD);
    }

    @Test
    void aRemovedRowIsGoneForOthersAfterTheCommitOnly() {
        transactions.run(em -> {
            transactions.nested(em).run(inner -> inner.remove(inner.find(ReadWrite.class, 1L)));
            assertThat(seen()).isEqualTo(OLD);
        });

        try (Session other = factory.openSession()) {
            assertThat(other.find(ReadWrite.class, 1L)).isNull();
            assertThat(other.find(ReadWrite.class, "old code", KeyType.NATURAL)).isNull();
        }
    }

    private static void rollBack(Consumer<EntityManager> work) {
        try {
            transactions.run(em -> {
                work.accept(em);
                throw new UnsupportedOperationException("undo");
            });
        } catch (UnsupportedOperationException e) {
            assertThat(e).hasMessage("undo");
        }
    }
}
