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
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** A block works for the tenant of its outer session, whatever the tenant of the thread is by now. */
class NestedTenantTest {

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant;

        String text;

        Note() {}

        Note(String text) {
            this.text = text;
        }
    }

    private static final class Current implements CurrentTenantIdentifierResolver<String> {
        private String tenant = "red";

        @Override
        public String resolveCurrentTenantIdentifier() {
            return tenant;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    @EachEngine
    void theTenantHolds(Engine engine) {
        Current current = new Current();
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, Note.class)
                        .with("hibernate.tenant_identifier_resolver", current)
                        .open()) {
            Transactions transactions = Transactions.of(factory);
            transactions.run(em -> em.persist(new Note("of red")));
            current.tenant = "blue";
            transactions.run(em -> {
                current.tenant = "red";
                transactions.nested(em).run(one -> {
                    one.persist(new Note("of blue"));
                    transactions
                            .nested(one)
                            .run(two ->
                                    assertThat(texts(two.unwrap(Session.class))).containsExactly("of blue"));
                });
            });
            current.tenant = "blue";
            transactions.stateless().run(session -> {
                current.tenant = "red";
                transactions.nested(session).run(inner -> {
                    assertThat(texts(inner)).containsExactly("of blue");
                    inner.insert(new Note("blue too"));
                });
            });

            assertThat(database.rows("select tenant, text from Note order by text"))
                    .containsExactly("blue blue too", "blue of blue", "red of red");
        }
    }

    private static List<String> texts(Session session) {
        return session.createQuery("select text from Note", String.class).getResultList();
    }

    private static List<String> texts(StatelessSession session) {
        return session.createQuery("select text from Note", String.class).getResultList();
    }
}
