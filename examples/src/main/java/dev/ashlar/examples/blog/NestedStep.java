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

import java.math.BigDecimal;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** A part of a transaction that fails alone. */
final class NestedStep implements Step {

    /** Of no other product. */
    private static final BigDecimal PRICE = new BigDecimal("19.99");

    @Override
    public String heading() {
        return "Nested blocks";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        console.line("A cornerstone, then a nested block with a curbstone and one that is owed, then a copestone:");
        unit.transactions().run(em -> {
            em.persist(new Product("cornerstone", PRICE, 5));
            try {
                unit.transactions().nested(em).run(inner -> {
                    inner.persist(new Product("curbstone", PRICE, 5));
                    inner.persist(new Product("owed stone", PRICE, -1));
                });
            } catch (ConstraintViolationException e) {
                console.line("the nested block is refused by %s, and undone", Constraints.name(e));
            }
            em.persist(new Product("copestone", PRICE, 5));
        });
        console.line("the outer transaction is committed");
        console.words("stored", names(unit));
    }

    private static List<String> names(BlogUnit unit) {
        return unit.factory()
                .fromStatelessSession(session -> session.createSelectionQuery(
                                "select name from Product where price = :price order by id", String.class)
                        .setParameter("price", PRICE)
                        .getResultList());
    }
}
