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
package dev.ashlar.audit.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.Accountable;
import dev.ashlar.audit.AuditColumns;
import dev.ashlar.audit.CreatedBy;
import dev.ashlar.audit.TouchedByCollections;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SelfDirtinessTracker;

/** What {@link EnhancedTest} proves, with entities that its class loader has enhanced. */
public final class EnhancedProof {

    private EnhancedProof() {}

    /** With embedded stamps. */
    @Entity(name = "Folio")
    @TouchedByCollections
    static class Folio implements Accountable {
        @Id
        Long id;

        String title;

        @Basic(fetch = FetchType.LAZY)
        String text;

        AuditColumns columns;

        @ElementCollection
        Set<String> words = new HashSet<>();

        @Override
        public AuditColumns getAuditColumns() {
            return columns;
        }

        Set<String> words() {
            return words;
        }

        String text() {
            return text;
        }

        void title(String title) {
            this.title = title;
        }
    }

    /** With stamps of its own. */
    @Entity(name = "Leaf")
    @TouchedByCollections
    static class Leaf {
        @Id
        Long id;

        String title;

        @CreatedBy
        String createdBy;

        @UpdatedBy
        String updatedBy;

        @ElementCollection
        Set<String> words = new HashSet<>();

        Set<String> words() {
            return words;
        }

        String actors() {
            return createdBy + " " + updatedBy;
        }

        void title(String title) {
            this.title = title;
        }
    }

    /** Proves it. */
    public static void prove() {
        assertThat(SelfDirtinessTracker.class).isAssignableFrom(Folio.class);
        try (SessionFactory factory = new Configuration(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(EnhancedProof.class.getClassLoader())
                        .build())
                .addAnnotatedClass(Folio.class)
                .addAnnotatedClass(Leaf.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:enhanced")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .setProperty("hibernate.generate_statistics", "true")
                .buildSessionFactory()) {
            as(
                    "alice",
                    () -> factory.inTransaction(session -> {
                        Folio folio = new Folio();
                        folio.id = 1L;
                        folio.text = "lazy";
                        session.persist(folio);
                        Leaf leaf = new Leaf();
                        leaf.id = 1L;
                        session.persist(leaf);
                    }));
            assertActors(factory, "alice", 0);
            as(
                    "bob",
                    () -> factory.inTransaction(session -> {
                        Folio folio = session.find(Folio.class, 1L);
                        folio.words().add("x");
                        session.find(Leaf.class, 1L).words().add("x");
                        session.flush();
                        assertThat(Hibernate.isPropertyInitialized(folio, "text"))
                                .isFalse();
                    }));
            assertActors(factory, "bob", 2);
            as(
                    "carol",
                    () -> factory.inTransaction(session -> {
                        Folio folio = session.find(Folio.class, 1L);
                        folio.words().add("y");
                        folio.title("second");
                        Leaf leaf = session.find(Leaf.class, 1L);
                        leaf.words().add("y");
                        leaf.title("second");
                    }));
            assertActors(factory, "carol", 4);
            as(
                    "dave",
                    () -> factory.inTransaction(session -> {
                        session.find(Folio.class, 1L).words().size();
                        session.find(Leaf.class, 1L).words().size();
                    }));
            assertActors(factory, "carol", 4);
        }
    }

    private static void as(String actor, Runnable work) {
        ChangeContext.of(Actor.user(actor)).run(work::run);
    }

    private static void assertActors(SessionFactory factory, String updated, int updates) {
        assertThat(factory.getStatistics().getEntityUpdateCount()).isEqualTo(updates);
        factory.inTransaction(session -> {
            Folio folio = session.find(Folio.class, 1L);
            assertThat(folio.createdBy()).isEqualTo(Optional.of("alice"));
            assertThat(folio.updatedBy()).isEqualTo(Optional.of(updated));
            assertThat(folio.text()).isEqualTo("lazy");
            assertThat(session.find(Leaf.class, 1L).actors()).isEqualTo("alice " + updated);
        });
    }
}
