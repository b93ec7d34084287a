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

import static dev.ashlar.audit.LogReader.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a transaction whose log rows cannot be written. */
class FailureTest {

    private static void refuse(SessionFactory factory) {
        factory.inTransaction(session -> session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("alter table audit_logs add constraint ck_audit_logs_test check (reason is null)");
            }
        }));
    }

    private static void insert(SessionFactory factory) {
        ChangeContext.empty()
                .reason("refused by the log")
                .run(() -> factory.inTransaction(session -> session.persist(new Label(1, "a"))));
    }

    private static SessionFactory open(Database database, String onFailure) {
        return TestUnit.of(database, Label.class)
                .with(AuditSettings.ON_FAILURE, onFailure)
                .open();
    }

    private static Label stored(SessionFactory factory) {
        return factory.fromTransaction(session -> session.find(Label.class, 1L));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void takesTheChangesBackByDefault(Engine engine) throws SQLException {
        try (Database database = engine.open();
                SessionFactory factory = open(database, "fail")) {
            refuse(factory);
            assertThatThrownBy(() -> insert(factory))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("could not write log rows: rows=1 first=[INSERT dev.ashlar.audit.Label#1]");
            assertThat(stored(factory)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void keepsTheChangesForThoseWhoRatherLoseTheHistory(Engine engine) throws SQLException {
        try (Database database = engine.open();
                SessionFactory factory = open(database, "log")) {
            refuse(factory);
            insert(factory);
            assertThat(stored(factory)).isNotNull();
            assertThat(told(factory)).isEmpty();
        }
    }
}
