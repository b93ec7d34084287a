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
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.Sequences;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import dev.ashlar.core.transaction.ModelRun.Done;
import dev.ashlar.core.transaction.ModelStep.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Random transactions against a model of plain maps. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class TransactionModelTest {

    private static final int QUICK = 60;

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Account.class, Entry.class, Basket.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("hibernate.jdbc.batch_size", 10)
                .open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @Test
    void doesAsTheModel() throws SQLException {
        Transactions transactions = Transactions.of(factory);
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        int[] depths = new int[ModelRun.DEEPEST + 1];
        int[] shortest = {Integer.MAX_VALUE};
        try (Connection probe = database.connect()) {
            Sequences.of(ModelStep::sequence, steps -> {
                        List<Done> done = ModelRun.run(transactions, probe, steps);
                        done.forEach(step -> {
                            kinds.merge(step.kind(), 1, Integer::sum);
                            depths[step.depth()]++;
                        });
                        shortest[0] = Math.min(shortest[0], done.size());
                    })
                    .check(QUICK);
        }
        int steps = print(kinds, depths, shortest[0]);
        if (!Sequences.isReplay()) {
            assertThat(shortest[0]).as("steps of the shortest sequence").isGreaterThanOrEqualTo(30);
            assertThat(depths).as("steps by depth").doesNotContain(0);
            assertThat(Kind.values())
                    .as("kinds of steps, each at least 1 %% of %d: %s", steps, kinds)
                    .allMatch(kind -> kinds.getOrDefault(kind, 0) * 100L >= steps);
        }
    }

    private int print(Map<Kind, Integer> kinds, int[] depths, int shortest) {
        int steps = IntStream.of(depths).sum();
        System.out.printf(
                "%s: steps=%d, at depth 0 to %d: %s, of the shortest sequence %d%n",
                engine, steps, ModelRun.DEEPEST, Arrays.toString(depths), shortest);
        for (Kind kind : Kind.values()) {
            int count = kinds.getOrDefault(kind, 0);
            System.out.printf("  %-18s %7d  %4.1f %%%n", kind, count, 100.0 * count / steps);
        }
        return steps;
    }
}
