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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the second-level cache serves: of two cached leaves of a tree one is deleted. */
@PersistenceTest(
        entities = {Stored.Tree.class, Stored.Leaf.class},
        isolation = TestIsolation.TRUNCATE,
        settings = {
            "hibernate.cache.region.factory_class=jcache",
            "hibernate.cache.use_query_cache=true",
            "hibernate.cache.use_second_level_cache=true",
            "hibernate.generate_statistics=true",
            "hibernate.javax.cache.provider=com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
            "hibernate.javax.cache.missing_cache_strategy=create"
        })
@SuppressWarnings("deprecation") // applications still call what Hibernate deprecates
class CacheTest {

    private final SessionFactory factory;
    private Long tree;
    private Long kept;
    private Long gone;

    CacheTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.getCache().evictAllRegions();
        factory.inTransaction(session -> {
            Stored.Tree oak = new Stored.Tree();
            session.persist(oak);
            for (String code : List.of("kept", "gone")) {
                Stored.Leaf leaf = new Stored.Leaf();
                leaf.code = code;
                leaf.tree = oak;
                session.persist(leaf);
                oak.shown.add(leaf);
                kept = kept == null ? leaf.id : kept;
                gone = leaf.id;
            }
            tree = oak.id;
        });
        assertBoth();
        assertBoth();
    }

    private static SelectionQuery<Long> cached(Session session) {
        return session.createSelectionQuery("select l.id from Leaf l", Long.class)
                .setCacheable(true);
    }

    private static SelectionQuery<Stored.Leaf> cachedLeaves(Session session) {
        return session.createSelectionQuery("from Leaf l", Stored.Leaf.class).setCacheable(true);
    }

    private void assertSeen(int count) {
        for (int round = 0; round < 2; round++) {
            factory.inTransaction(session -> {
                Stored.Tree found = session.find(Stored.Tree.class, tree);
                assertThat(found.leaves).as("one-to-many").hasSize(count);
                assertThat(found.shown).as("many-to-many").hasSize(count);
            });
            factory.inTransaction(session -> assertThat(session.find(Stored.Leaf.class, gone) != null)
                    .as("find")
                    .isEqualTo(count == 2));
            factory.inTransaction(session -> assertThat(session.findMultiple(Stored.Leaf.class, List.of(kept, gone))
                                    .get(1)
                            != null)
                    .as("findMultiple")
                    .isEqualTo(count == 2));
            factory.inTransaction(session -> assertThat(
                            session.bySimpleNaturalId(Stored.Leaf.class).load("gone") != null)
                    .as("natural id")
                    .isEqualTo(count == 2));
            factory.inTransaction(session -> {
                assertThat(cached(session).getResultList()).as("query cache").hasSize(count);
                assertThat(cachedLeaves(session).getResultList())
                        .as("query cache")
                        .hasSize(count);
            });
            factory.inStatelessTransaction(session -> {
                assertThat(session.get(Stored.Leaf.class, gone) != null)
                        .as("stateless get")
                        .isEqualTo(count == 2);
                assertThat(session.getMultiple(Stored.Leaf.class, List.of(kept, gone))
                                        .get(1)
                                != null)
                        .as("stateless getMultiple")
                        .isEqualTo(count == 2);
            });
        }
    }

    private void assertBoth() {
        assertSeen(2);
    }

    private void assertGone() {
        assertSeen(1);
    }

    private void remove() {
        factory.inTransaction(session -> session.remove(session.find(Stored.Leaf.class, gone)));
    }

    @Test
    void servesNothingRemovedAndAgainWhatIsRestored() {
        long hits = factory.getStatistics().getSecondLevelCacheHitCount();
        remove();
        assertGone();
        factory.inTransaction(session -> SoftDeletes.in(session).restore(Stored.Leaf.class, gone));
        assertBoth();
        assertThat(factory.getStatistics().getSecondLevelCacheHitCount()).isGreaterThan(hits);
    }

    @Test
    void servesNothingThatAStatelessSessionRemoved() {
        factory.inStatelessTransaction(session -> session.delete(session.get(Stored.Leaf.class, gone)));
        assertGone();
        factory.inStatelessTransaction(session -> SoftDeletes.in(session).restore(Stored.Leaf.class, gone));
        assertBoth();
    }

    @Test
    void servesNothingThatAStatementMarked() {
        factory.inTransaction(session -> SoftDeletes.in(session)
                .softDelete(session.createMutationQuery("delete from Leaf where code = 'gone'")));
        assertGone();
    }

    @Test
    void servesNothingThatAStatementMarkedInAStatelessSession() {
        factory.inStatelessTransaction(session -> SoftDeletes.in(session)
                .softDelete(session.createMutationQuery("delete from Leaf where code = 'gone'")));
        assertGone();
    }

    @Test
    void servesNothingWithinTheTransactionThatMarksByAStatement() {
        factory.inTransaction(session -> {
            SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Leaf where code = 'gone'"));
            assertThat(session.find(Stored.Tree.class, tree).leaves).hasSize(1);
            assertThat(cached(session).getResultList()).hasSize(1);
        });
        assertGone();
    }

    @Test
    void servesNothingWithinTheTransactionThatRemoves() {
        factory.inTransaction(session -> {
            session.remove(session.find(Stored.Leaf.class, gone));
            session.flush();
            session.clear();
            assertThat(session.find(Stored.Leaf.class, gone)).isNull();
            session.clear(); // lest the tree is a proxy, whose fields say nothing
            Stored.Tree found = session.find(Stored.Tree.class, tree);
            assertThat(found.leaves).hasSize(1);
            assertThat(found.shown).hasSize(1);
            assertThat(cached(session).getResultList()).hasSize(1);
        });
        assertGone();
    }

    @Test
    void servesWhatARolledBackRemovalLeft() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.remove(session.find(Stored.Leaf.class, gone));
                    session.flush();
                    session.clear();
                    assertThat(session.find(Stored.Tree.class, tree).leaves).hasSize(1);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertBoth();
        assertThatThrownBy(() -> factory.inStatelessTransaction(session -> {
                    session.delete(session.get(Stored.Leaf.class, gone));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertBoth();
    }

    @Test
    void isLeftAloneByScopes() {
        remove();
        for (Consumer<Session> scope : List.<Consumer<Session>>of(
                session -> SoftDeletes.in(session).withDeleted(() -> assertScope(session, 2)),
                session -> SoftDeletes.in(session).onlyDeleted(() -> assertScope(session, 1)))) {
            factory.getCache().evictAllRegions();
            factory.inTransaction(scope::accept);
            assertGone();
            factory.inTransaction(scope::accept);
            assertGone();
        }
    }

    private void assertScope(Session session, int count) {
        Stored.Tree found = session.find(Stored.Tree.class, tree);
        assertThat(found.leaves).hasSize(count);
        assertThat(found.shown).hasSize(count);
        assertThat(cached(session).getResultList()).hasSize(count);
        assertThat(cachedLeaves(session).getResultList()).hasSize(count);
        assertThat(session.find(Stored.Leaf.class, gone)).isNotNull();
        assertThat(session.bySimpleNaturalId(Stored.Leaf.class).load("gone")).isNotNull();
    }

    @Test
    void showsADeletedRowThroughAReference() {
        remove();
        assertGone();
        factory.inTransaction(session -> {
            Stored.Leaf reference = session.getReference(Stored.Leaf.class, gone);
            assertThat(((Stored.Leaf) org.hibernate.Hibernate.unproxy(reference)).code)
                    .isEqualTo("gone");
        });
        assertGone();
    }

    @Test
    void servesNothingThatWasPurged() {
        remove();
        factory.inTransaction(session -> SoftDeletes.in(session).purge(() -> {
            session.find(Stored.Tree.class, tree).shown.removeIf(leaf -> leaf.id.equals(gone));
            session.flush();
            session.remove(session.find(Stored.Leaf.class, gone));
        }));
        assertGone();
        factory.inTransaction(session -> assertThat(
                        SoftDeletes.in(session).withDeleted(() -> session.find(Stored.Leaf.class, gone)))
                .isNull());
    }
}
