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
package dev.ashlar.core.naming;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;

class NamingUpdateTest {

    private static final Map<String, Object> SETTINGS = Map.of(NAMING, PLURAL_SNAKE_CASE);

    @EachEngine
    void namesWhatAnUpdateAddsToATableAsIfTheTableWereNew(Engine engine) {
        try (Database created = engine.open();
                Database updated = engine.open()) {
            DdlPath.CREATE.run(created, "naming", SETTINGS, Grown.class, Customer.class);
            DdlPath.CREATE.run(updated, "naming", SETTINGS, Young.class);

            DdlPath.UPDATE.run(updated, "naming", SETTINGS, Grown.class, Customer.class);

            assertThat(Catalog.names(updated))
                    .contains("check invoices.ck_invoices_net_amount_2", "check invoices.theothercheck")
                    .contains("unique invoices.uq_invoices_invoice_code")
                    .containsExactlyInAnyOrderElementsOf(Catalog.names(created));

            DdlPath.UPDATE.run(updated, "naming", SETTINGS, Grown.class, Customer.class);

            assertThat(Catalog.names(updated)).containsExactlyInAnyOrderElementsOf(Catalog.names(created));
        }
    }

    @EachEngine
    void enforcesWhatAnUpdateAdds(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "naming", SETTINGS, Young.class);
            DdlPath.UPDATE.run(database, "naming", SETTINGS, Grown.class, Customer.class);

            for (int refused : List.of(0, 13)) {
                assertThat(refusal(database, "insert into invoices (id, net_amount) values (1, " + refused + ")"))
                        .containsIgnoringCase("ck_invoices_net_amount");
            }
            database.execute("insert into invoices (id, net_amount) values (1, 1)");
        }
    }

    @EachEngine
    void keepsTheRowsAndTheValidationOfAnUpdatedSchema(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "naming", SETTINGS, Young.class);
            database.execute("insert into invoices (id) values (7)");
            DdlPath.UPDATE.run(database, "naming", SETTINGS, Grown.class, Customer.class);

            try (SessionFactory validated = TestUnit.of(database, Grown.class, Customer.class)
                    .with(NAMING, PLURAL_SNAKE_CASE)
                    .with(DdlPath.ACTION, "validate")
                    .open()) {
                assertThat(validated.<Grown>fromSession(session -> session.find(Grown.class, 7L)))
                        .isNotNull();
            }
        }
    }

    private static String refusal(Database database, String sql) {
        try {
            database.execute(sql);
            return "nothing was refused";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }

    @Entity(name = "Invoice")
    static class Young {

        @Id
        Long id;
    }

    @Entity(name = "Invoice")
    @Table(indexes = @Index(columnList = "dueDay"))
    static class Grown {

        @Id
        Long id;

        @Column(unique = true)
        String invoiceCode;

        @Column(
                check = {
                    @CheckConstraint(constraint = "net_amount > 0"),
                    @CheckConstraint(constraint = "net_amount <> 13")
                })
        Long netAmount;

        @Column(
                check = {
                    @CheckConstraint(name = "theCheck", constraint = "open_amount > 0"),
                    @CheckConstraint(name = "theOtherCheck", constraint = "open_amount <> 13")
                })
        Long openAmount;

        @Enumerated(EnumType.ORDINAL)
        EnumType state;

        Integer dueDay;

        @ManyToOne
        Customer soldTo;
    }

    @Entity(name = "Customer")
    static class Customer {

        @Id
        Long id;
    }
}
