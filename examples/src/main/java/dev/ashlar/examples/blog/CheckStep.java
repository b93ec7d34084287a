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
import java.math.BigDecimal;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Values that the database refuses. */
final class CheckStep implements Step {

    @Override
    public String heading() {
        return "Check constraints";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        tell(unit, console, "a price of 0.00", new Product("Free stone", new BigDecimal("0.00"), 1));
        tell(unit, console, "a stock of -1", new Product("Owed stone", new BigDecimal("9.95"), -1));
    }

    private static void tell(BlogUnit unit, Console console, String what, Product product) {
        String constraint = refusedBy(unit.transactions(), product);
        console.line("%-16s %s", what, constraint == null ? "was accepted" : "is refused by " + constraint);
    }

    private static @Nullable String refusedBy(Transactions transactions, Product product) {
        try {
            transactions.run(em -> {
                em.persist(product);
                em.flush(); // a commit that fails wraps what the flush throws
            });
            return null;
        } catch (ConstraintViolationException e) {
            return Constraints.name(e);
        }
    }
}
