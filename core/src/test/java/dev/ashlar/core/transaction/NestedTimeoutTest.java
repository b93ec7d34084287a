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
import java.time.Duration;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

class NestedTimeoutTest {

    @EachEngine
    void statementsOfANestedBlockAreGivenWhatIsLeftOfTheTimeout(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory =
                        TestUnit.of(database, Account.class, Entry.class).open()) {
            Transactions transactions = Transactions.of(factory);
            transactions
                    .timeout(Duration.ofSeconds(30))
                    .run(em -> transactions
                            .nested(em)
                            .run(inner -> transactions
                                    .nested(inner)
                                    .run(innermost ->
                                            assertThat(left(innermost)).isBetween(20, 30))));
            transactions
                    .timeout(Duration.ofSeconds(30))
                    .stateless()
                    .run(session -> transactions
                            .nested(session)
                            .run(inner -> assertThat(left(inner)).isBetween(20, 30)));
            transactions.run(em ->
                    transactions.nested(em).run(inner -> assertThat(left(inner)).isNegative()));
        }
    }

    /** In seconds, as Hibernate gives it to the next statement; negative for no limit. */
    private static int left(Object session) {
        return ((SharedSessionContractImplementor) session)
                .getJdbcCoordinator()
                .determineRemainingTransactionTimeOutPeriod();
    }
}
