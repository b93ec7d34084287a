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
package dev.ashlar.examples.blog;

import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** What is done after a commit, and not done for what was undone. */
final class HookStep implements Step {

    private final List<String> announced = new ArrayList<>();

    @Override
    public String heading() {
        return "Hooks";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        Transactions transactions = unit.transactions();
        console.line("Two products, each in a nested block, each announced by a hook after the commit:");
        transactions.run(em -> {
            for (String price : List.of("9.95", "0.00")) {
                try {
                    transactions.nested(em).run(inner -> offer(transactions, inner, price));
                    console.line("at %s  released", price);
                } catch (ConstraintViolationException e) {
                    console.line("at %s  refused by %s, and its hook dropped", price, Constraints.name(e));
                }
            }
            console.line("before the commit  announced=%s", announced);
        });
        console.line("after the commit   announced=%s", announced);
    }

    private void offer(Transactions transactions, EntityManager em, String price) {
        transactions.afterCommit(em, () -> announced.add("stone at " + price));
        em.persist(new Product("stone at " + price, new BigDecimal(price), 1));
    }
}
