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
package dev.ashlar.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.internal.state.LoggedRecords;
import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SelfDirtinessTracker;

/** What {@link EnhancedTest} proves, with entities that its class loader has enhanced. */
public final class EnhancedProof {

    private EnhancedProof() {}

    /** Has a lazy attribute. */
    @Entity(name = "Folio")
    @AuditLogged
    static class Folio {
        @Id
        Long id;

        String title;

        @Basic(fetch = FetchType.LAZY)
        String text;

        void setTitle(String title) {
            this.title = title;
        }

        void setText(String text) {
            this.text = text;
        }
    }

    /** Proves it. */
    public static void prove() {
        assertThat(SelfDirtinessTracker.class).isAssignableFrom(Folio.class);
        try (SessionFactory factory = new Configuration(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(EnhancedProof.class.getClassLoader())
                        .build())
                .addAnnotatedClass(Folio.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:enhanced")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory()) {
            factory.inTransaction(session -> {
                Folio folio = new Folio();
                folio.id = 1L;
                folio.setTitle("a");
                folio.setText("lazy");
                session.persist(folio);
            });
            factory.inStatelessTransaction(session -> LoggedRecords.in(session)
                    .forEach(record -> assertThat(record.canonical()).isEqualTo(Map.of("title", "a", "text", "lazy"))));
            factory.inTransaction(session -> {
                Folio folio = session.find(Folio.class, 1L);
                folio.setTitle("b");
                session.flush();
                assertThat(Hibernate.isPropertyInitialized(folio, "text")).isFalse();
            });
            factory.inTransaction(session -> session.find(Folio.class, 1L).setText("other"));
            factory.inTransaction(session -> session.remove(session.find(Folio.class, 1L)));
            factory.inTransaction(session -> {
                Object[] rows = session.createSelectionQuery("from AuditLog order by id", AuditLog.class)
                        .getResultList()
                        .toArray();
                assertThat(((AuditLog) rows[1]).oldValues()).isEqualTo(Map.of("title", "a"));
                assertThat(((AuditLog) rows[2]).oldValues()).isEqualTo(Map.of("text", new AuditValue.Unloaded()));
                assertThat(((AuditLog) rows[2]).newValues()).isEqualTo(Map.of("text", "other"));
                assertThat(((AuditLog) rows[3]).oldValues())
                        .containsEntry("title", "b")
                        .containsEntry("text", new AuditValue.Unloaded());
            });
        }
    }
}
