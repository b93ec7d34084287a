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

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SelfDirtinessTracker;

/** What {@link EnhancedTest} proves, with entities that its class loader has enhanced. */
public final class EnhancedProof {

    private EnhancedProof() {}

    /** A soft-deletable parent with embedded marks. */
    @Entity(name = "Folio")
    @SoftDeletable
    static class Folio implements Deletable {
        @Id
        Long id;

        @Version
        int version;

        @Basic(fetch = FetchType.LAZY)
        String text;

        Deletion deletion;

        @OneToMany(mappedBy = "folio", cascade = CascadeType.ALL, orphanRemoval = true)
        Set<Page> pages = new HashSet<>();

        @Override
        public Deletion getDeletion() {
            return deletion;
        }

        Set<Page> pages() {
            return pages;
        }

        String text() {
            return text;
        }

        int version() {
            return version;
        }
    }

    /** A child with marks of its own, unversioned. */
    @Entity(name = "Page")
    @SoftDeletable
    static class Page {
        @Id
        Long id;

        @DeletedAt
        Instant deletedAt;

        @DeletedBy
        String deletedBy;

        @DeletionId
        UUID deletionId;

        @ManyToOne(fetch = FetchType.LAZY)
        Folio folio;

        Instant deletedAt() {
            return deletedAt;
        }

        Folio folio() {
            return folio;
        }
    }

    /** Proves it. */
    public static void prove() {
        assertThat(SelfDirtinessTracker.class).isAssignableFrom(Folio.class);
        try (SessionFactory factory = new Configuration(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(EnhancedProof.class.getClassLoader())
                        .build())
                .addAnnotatedClass(Folio.class)
                .addAnnotatedClass(Page.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:enhanced")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory()) {
            factory.inTransaction(session -> {
                Folio folio = new Folio();
                folio.id = 1L;
                folio.text = "lazy";
                for (long id = 1; id <= 2; id++) {
                    Page page = new Page();
                    page.id = id;
                    page.folio = folio;
                    folio.pages.add(page);
                }
                session.persist(folio);
            });
            removalOfAChild(factory);
            removalAndRestoreOfAll(factory);
            stateless(factory);
        }
    }

    private static void removalOfAChild(SessionFactory factory) {
        factory.inTransaction(session -> session.remove(session.find(Page.class, 1L)));
        factory.inTransaction(session -> {
            assertThat(session.find(Page.class, 1L)).isNull();
            Folio folio = session.find(Folio.class, 1L);
            assertThat(Hibernate.isPropertyInitialized(folio, "text")).isFalse();
            assertThat(folio.pages()).hasSize(1);
            assertThat(folio.text()).isEqualTo("lazy");
            Page page = SoftDeletes.in(session).withDeleted(() -> session.find(Page.class, 1L));
            assertThat(page.deletedAt()).isNotNull();
            SoftDeletes.in(session).withDeleted(() -> assertThat(page.folio()).isSameAs(folio));
        });
        factory.inTransaction(session -> {
            Folio folio = session.find(Folio.class, 1L);
            SoftDeletes.in(session).withDeleted(() -> assertThat(folio.pages()).hasSize(2));
            assertThat(folio.pages()).hasSize(1);
        });
    }

    private static void removalAndRestoreOfAll(SessionFactory factory) {
        factory.inTransaction(session -> session.remove(session.getReference(Folio.class, 1L)));
        UUID deletion = factory.fromTransaction(session -> {
            assertThat(session.find(Folio.class, 1L)).isNull();
            assertThat(session.createSelectionQuery("from Page", Page.class).getResultList())
                    .isEmpty();
            Folio folio = SoftDeletes.in(session).withDeleted(() -> session.find(Folio.class, 1L));
            assertThat(folio.version()).isEqualTo(1);
            assertThat(SoftDeletes.in(session).withDeleted(() -> folio.text())).isEqualTo("lazy");
            return folio.deletionId().orElseThrow();
        });
        factory.inTransaction(session -> assertThat(
                        SoftDeletes.in(session).restoreDeletion(deletion).rows())
                .hasSize(2));
        factory.inTransaction(session -> {
            assertThat(session.find(Folio.class, 1L).isDeleted()).isFalse();
            assertThat(session.findMultiple(Page.class, List.of(1L, 2L)).get(0)).isNull();
            assertThat(session.find(Page.class, 2L).deletedAt()).isNull();
        });
    }

    private static void stateless(SessionFactory factory) {
        factory.inStatelessTransaction(session -> session.delete(session.get(Page.class, 2L)));
        factory.inStatelessTransaction(session -> {
            assertThat(session.get(Page.class, 2L)).isNull();
            SoftDeletes.in(session).restore(Page.class, 2L);
        });
        factory.inTransaction(session -> {
            Page page = session.find(Page.class, 2L);
            session.setReadOnly(page, true);
            session.remove(page);
        });
        factory.inTransaction(
                session -> assertThat(session.find(Page.class, 2L)).isNull());
    }
}
