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

import dev.ashlar.core.transaction.Retry;
import dev.ashlar.core.transaction.Transactions;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;

/** A sale that another one overtakes, and that wins when it is tried again. */
final class RetryStep implements Step {

    @Override
    public String heading() {
        return "Retry";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        Transactions transactions = unit.transactions();
        Product product = new Product("milestone", new BigDecimal("29.95"), 10);
        transactions.run(em -> em.persist(product));

        console.line("A sale reads a version that another sale overtakes, and is tried again:");
        AtomicInteger attempts = new AtomicInteger();
        transactions.retrying(Retry.upTo(3)).run(em -> {
            int attempt = attempts.incrementAndGet();
            transactions.afterRollback(em, () -> console.line("attempt %d  rolled back", attempt));
            transactions.afterCommit(em, () -> console.line("attempt %d  committed", attempt));
            Product mine = em.find(Product.class, product.getId());
            console.line("attempt %d  reads stock=%d version=%d", attempt, mine.stock(), mine.getVersion());
            if (attempt == 1) {
                sellElsewhere(transactions, product);
                console.line("           meanwhile another transaction sells 2");
            }
            mine.sell(1);
        });

        Product stored = transactions.readOnly().call(em -> em.find(Product.class, product.getId()));
        console.line("stored     stock=%d version=%d", stored.stock(), stored.getVersion());
    }

    private static void sellElsewhere(Transactions transactions, Product product) {
        transactions
                .requiresNew()
                .run(em -> em.find(Product.class, product.getId()).sell(2));
    }
}
