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
import java.util.HashSet;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;

/** Equality by id, whatever form an entity has. */
final class EqualityStep implements Step {

    @Override
    public String heading() {
        return "Equality";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        SessionFactory factory = unit.factory();
        Product product = new Product("Keystone", new BigDecimal("49.95"), 1);
        Set<Product> products = new HashSet<>(Set.of(product));
        unit.transactions().run(em -> em.persist(product));
        console.line(
                "A product put into a set before it was persisted is found there after: %s",
                products.contains(product));
        factory.inSession(session -> {
            Product proxy = session.getReference(Product.class, product.getId());
            long statements = unit.statements().during(() -> {
                console.line("The instance equals a proxy of its row: %s", product.equals(proxy));
                console.line(
                        "The proxy equals the instance: %s, and is in the set: %s",
                        proxy.equals(product), products.contains(proxy));
            });
            console.line(
                    "The proxy is still not loaded: %s, statements=%d", !Hibernate.isInitialized(proxy), statements);
        });
    }
}
