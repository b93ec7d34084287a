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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;

class NestedResultTest {

    @EachEngine
    void namesTheConstraintAlone(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, Account.class, Entry.class)
                        .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                        .open()) {
            Transactions transactions = Transactions.of(factory);
            List<Account> twins = List.of(new Account("twin"), new Account("twin"));

            NestedResult<Account> result =
                    transactions.call(em -> transactions.nestedEach(em, twins, EntityManager::persist));

            assertThat(result.rejected()).hasSize(1);
            assertThat(result.rejected().get(0).constraint()).isEqualToIgnoringCase("uq_accounts_name");
        }
    }

    @EachEngine
    void rejectsNothingForAnOuterTransactionThatIsMarked(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory =
                        TestUnit.of(database, Account.class, Entry.class).open()) {
            Transactions transactions = Transactions.of(factory);
            List<Account> items = List.of(new Account("one"), new Account("two"));
            List<NestedResult<Account>> results = new ArrayList<>();

            assertThatThrownBy(() -> transactions.run(em -> {
                        em.getTransaction().setRollbackOnly();
                        results.add(transactions.nestedEach(em, items, EntityManager::persist));
                    }))
                    .isInstanceOf(RollbackOnlyException.class)
                    .hasMessageContaining("The outer transaction");
            assertThat(results).isEmpty();
        }
    }
}
