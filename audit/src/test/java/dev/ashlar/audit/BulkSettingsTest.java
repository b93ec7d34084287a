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

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What settings choose for set-based statements, and blocks choose otherwise. */
@PersistenceTest(
        entities = {Label.class, Vehicle.class, Vehicle.Car.class, Vehicle.Truck.class},
        database = {Engine.H2, Engine.POSTGRESQL}, // their SQL is not MariaDB's
        isolation = TestIsolation.TRUNCATE,
        settings = "ashlar.audit.bulk=summary")
class BulkSettingsTest {

    private final EntityManagerFactory factory;

    BulkSettingsTest(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @BeforeEach
    void rows() {
        factory.runInTransaction(em -> {
            em.persist(new Label(1, "one"));
            em.persist(new Label(2, "two"));
            em.persist(new Vehicle.Car(1, "red", 4));
            em.persist(new Vehicle.Truck(2, "red", 4));
        });
    }

    private List<AuditLog> bulk() {
        return factory.callInTransaction(em -> em.createQuery(
                        "from AuditLog where action in (BULK_UPDATE, BULK_DELETE) order by id", AuditLog.class)
                .getResultList());
    }

    @Test
    void sumsUpOnceHoweverManyTablesThereAre() {
        factory.runInTransaction(em -> {
            em.createQuery("update Label l set l.name = 'x'").executeUpdate();
            em.createQuery("update Vehicle v set v.colour = 'blue'").executeUpdate();
            em.createQuery("delete from Car c").executeUpdate();
            em.createQuery("delete from Truck t where t.id = 77").executeUpdate();
        });

        assertThat(bulk())
                .extracting(row -> row.newValues().get("statement"))
                .containsExactly(
                        new AuditValue.Statement("update Label l set l.name = ?", 2),
                        new AuditValue.Statement("update Vehicle v set v.colour = ?", 2),
                        new AuditValue.Statement("delete from Car c", 1));
        assertThat(bulk().get(1).entityName()).isEqualTo(Vehicle.class.getName());
    }

    @Test
    void logsRowsForABlock() {
        factory.runInTransaction(em -> {
            BulkChanges.in(em).asRows(() -> {
                BulkChanges.in(em)
                        .asSummary(() -> em.createQuery("update Label l set l.name = 'x' where l.id = 1")
                                .executeUpdate());
                return em.createQuery("update Label l set l.name = 'y' where l.id = 2")
                        .executeUpdate();
            });
            em.createQuery("update Label l set l.name = 'z'").executeUpdate();
        });

        assertThat(bulk()).extracting(row -> row.recordId().orElse("-")).containsExactlyInAnyOrder("2", "-", "-");
    }

    @Test
    void warnsOfNativeSqlOnceForEachText() {
        PrintStream error = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            factory.runInTransaction(em -> {
                for (int i = 0; i < 3; i++) {
                    em.createNativeQuery("update label set name = 'secret" + "'")
                            .executeUpdate();
                }
                em.createNativeQuery("update label set name = 'native'").executeUpdate();
                BulkChanges.in(em)
                        .unlogged(() -> em.createNativeQuery("update label set name = 'permitted'")
                                .executeUpdate());
            });
        } finally {
            System.setErr(error);
        }

        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("statement=[update label set name = ?]")
                .contains("table=label")
                .doesNotContain("secret", "permitted");
    }
}
