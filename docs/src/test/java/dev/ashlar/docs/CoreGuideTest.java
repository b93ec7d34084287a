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
package dev.ashlar.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.CapturedContext;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.Entities;
import dev.ashlar.core.LongEntity;
import dev.ashlar.core.Timestamped;
import dev.ashlar.core.Timestamps;
import dev.ashlar.core.UpdatedAt;
import dev.ashlar.core.spi.ChangeContextProvider;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The snippets of core.md and of the README. */
class CoreGuideTest {

    // snippet: annotations
    @Entity
    public static class Invoice {

        @Id
        private Long number;

        private String customer;

        @CreatedAt
        private Instant createdAt;

        @UpdatedAt
        private Instant updatedAt;
        // end

        protected Invoice() {}

        Invoice(Long number) {
            this.number = number;
        }
    }

    // snippet: trait
    @Entity
    public static class Label implements Timestamped {

        @Id
        private String name;

        @Embedded
        private Timestamps timestamps;

        @Override
        public Timestamps getTimestamps() {
            return timestamps;
        }
        // end

        protected Label() {}

        Label(String name) {
            this.name = name;
        }
    }

    // snippet: equality
    @Entity
    public static class Country {

        @Id
        private String code;

        public String getCode() {
            return code;
        }

        @Override
        public final boolean equals(Object other) {
            return Entities.equal(this, other, Country::getCode);
        }

        @Override
        public final int hashCode() {
            return Entities.hash(this);
        }
    }
    // end

    // snippet: readme-entity
    @Entity
    public static class Post extends LongEntity { // id, version, created_at, updated_at, equals and hashCode
        private String title;
    }
    // end

    @Nested
    @PersistenceTest(entities = {Post.class, Invoice.class, Label.class, Country.class, Article.class})
    class StampedEntities {

        @Test
        void theReadmesSample(SessionFactory factory) {
            Post post = new Post();
            Set<Post> posts = new HashSet<>(Set.of(post));
            factory.inTransaction(session -> session.persist(post));
            assertThat(posts).contains(post);
            Long id = post.getId();
            // snippet: readme
            factory.inStatelessTransaction(session -> {
                Post loaded = session.get(Post.class, id);
                loaded.title = "Cut stones";
                session.update(loaded); // updated_at moves, created_at stays, and the title is not lost
            });
            // end
            Post stored = factory.fromSession(session -> session.find(Post.class, id));
            assertThat(stored.title).isEqualTo("Cut stones");
            assertThat(stored.getCreatedAt()).isEqualTo(post.getCreatedAt());
            assertThat(stored.getUpdatedAt()).isAfter(post.getUpdatedAt());
            assertThat(stored).isEqualTo(post);
        }

        @Test
        void stamps(SessionFactory factory) {
            Invoice invoice = new Invoice(1L);
            Label label = new Label("stone");
            Article article = new Article("Ashlar");
            factory.inTransaction(session -> {
                session.persist(invoice);
                session.persist(label);
                session.persist(article);
            });
            assertThat(invoice.createdAt).isNotNull().isEqualTo(invoice.updatedAt);
            assertThat(label.getCreatedAt()).isEqualTo(invoice.createdAt);
            assertThat(article.getCreatedAt()).isEqualTo(invoice.createdAt);
        }

        @Test
        void stampsHaveMicroseconds(SessionFactory factory, TestTime time) {
            time.set(Instant.EPOCH.plusNanos(1_999));
            Invoice invoice = new Invoice(1L);
            factory.inTransaction(session -> session.persist(invoice));
            assertThat(invoice.createdAt).isEqualTo(Instant.EPOCH.plus(1, ChronoUnit.MICROS));
        }

        @Test
        void aClockForTests(DataSource dataSource) {
            // snippet: time
            Instant now = Instant.parse("2026-03-29T01:00:00Z");
            PersistenceConfiguration unit = new PersistenceConfiguration("invoices")
                    .managedClass(Invoice.class)
                    .property(CoreSettings.TIME_SOURCE, InstantSource.fixed(now));
            // end
            assertThat(unit.properties()).containsKey("ashlar.time_source");
            unit.property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
            try (EntityManagerFactory factory = unit.createEntityManagerFactory()) {
                Invoice invoice = new Invoice(1L);
                factory.runInTransaction(em -> em.persist(invoice));
                assertThat(invoice.createdAt).isEqualTo(now);
            }
        }
    }

    @Nested
    @PersistenceTest(entities = Invoice.class, settings = CoreSettings.REQUIRE_ACTOR + "=true")
    class RequiredActor {

        @Test
        void contextOfABlock(SessionFactory factory) {
            Invoice invoice = new Invoice(1L);
            // snippet: context
            ChangeContext.of(Actor.user("alice"))
                    .reason("support ticket 4711")
                    .ipAddress("192.0.2.7")
                    .run(() -> factory.inTransaction(session -> session.persist(invoice)));
            // end
            assertAnActorIsRequired(factory);
        }
    }

    @Nested
    @PersistenceTest(
            entities = Invoice.class,
            settings = {
                CoreSettings.REQUIRE_ACTOR + "=true",
                CoreSettings.CHANGE_CONTEXT_PROVIDER + "=dev.ashlar.docs.CoreGuideTest$RequestContext"
            })
    class ProvidedContext {

        @Test
        void contextOfARequest(SessionFactory factory) {
            Request.CURRENT.set(new Request("alice", 7L, "r-1", "curl"));
            factory.inTransaction(session -> session.persist(new Invoice(1L)));
            Request.CURRENT.remove();
            assertAnActorIsRequired(factory);
        }
    }

    private static void assertAnActorIsRequired(SessionFactory factory) {
        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Invoice(2L))))
                .hasStackTraceContaining("A write without an actor was refused");
    }

    private static String whoAmI() {
        return ChangeContext.current().actor().map(Actor::name).orElse("nobody");
    }

    @Test
    void contextOnOtherThreads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            ChangeContext alice = ChangeContext.of(Actor.user("alice"));
            // snippet: threads
            alice.run(() -> {
                ExecutorService executor = ChangeContext.wrap(pool); // each task runs in the submitter's context
                executor.submit(() -> assertThat(whoAmI()).isEqualTo("alice")).get();

                CapturedContext context = ChangeContext.capture(); // or take it along by hand
                CompletableFuture.supplyAsync(context.supplier(() -> whoAmI()), pool)
                        .thenAcceptAsync(
                                context.consumer(name -> assertThat(name).isEqualTo(whoAmI())), pool)
                        .get();
            });
            pool.submit(() -> assertThat(whoAmI()).isEqualTo("nobody")).get();
            // end
        } finally {
            pool.shutdown();
        }
    }

    // snippet: provider
    public static final class RequestContext implements ChangeContextProvider {

        @Override
        public Optional<ChangeContext> current() {
            return Optional.ofNullable(Request.CURRENT.get()) // from memory, never from the database
                    .map(request -> ChangeContext.of(Actor.user(request.principal(), request.userId()))
                            .requestId(request.id())
                            .userAgent(request.userAgent()));
        }
    }
    // end

    /** What a web framework has. */
    record Request(String principal, Long userId, String id, String userAgent) {
        static final ThreadLocal<Request> CURRENT = new ThreadLocal<>();
    }
}
