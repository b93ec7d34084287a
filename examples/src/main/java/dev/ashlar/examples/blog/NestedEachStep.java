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

import dev.ashlar.core.transaction.NestedResult;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A delivery of which the database refuses a few rows, and keeps the others. */
final class NestedEachStep implements Step {

    private static final int ROWS = 1_000;

    @Override
    public String heading() {
        return "Many rows, a few bad ones";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        List<Product> delivery =
                IntStream.range(0, ROWS).mapToObj(NestedEachStep::product).toList();
        console.line("%d products by nestedEach in one transaction:", ROWS);
        unit.transactions().run(em -> {
            NestedResult<Product> result = unit.transactions().nestedEach(em, delivery, EntityManager::persist);
            console.line(
                    "stored=%d refused=%d",
                    result.accepted().size(), result.rejected().size());
            result.rejected()
                    .forEach(rejected -> console.line(
                            "%s is refused by %s", rejected.item().name(), Constraints.name(rejected.constraint())));
        });
    }

    private static Product product(int i) {
        String name = String.format(Locale.ROOT, "pebble-%03d", i == 700 ? 70 : i);
        return new Product(name, BigDecimal.valueOf(i == 123 ? 0 : 95, 2), i == 456 ? -1 : 1);
    }
}
