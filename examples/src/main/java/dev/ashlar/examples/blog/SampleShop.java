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

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Made-up customers with profiles, products and orders, the same in each run. */
final class SampleShop {

    static final int CUSTOMERS = 100;
    static final int PRODUCTS = 50;
    static final int ORDERS = 500;

    private static final Instant FIRST = Instant.parse("2026-01-01T08:00:00Z");

    private SampleShop() {}

    static void persist(EntityManager entityManager) {
        List<User> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            String name = String.format(Locale.ROOT, "customer-%03d", i);
            User customer = new User(name, name + "@example.org");
            customers.add(customer);
            entityManager.persist(customer);
            entityManager.persist(new Profile(customer, "Buys stones"));
        }
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            Product product = new Product("Stone no. " + i, BigDecimal.valueOf(995 + 100L * i, 2), 10 * i);
            products.add(product);
            entityManager.persist(product);
        }
        Order.Status[] statuses = Order.Status.values();
        for (int i = 0; i < ORDERS; i++) {
            User customer = customers.get(i % CUSTOMERS);
            Product product = products.get(i % PRODUCTS);
            Instant placedAt = FIRST.plus(Duration.ofHours(i / 2));
            entityManager.persist(new Order(customer, product, statuses[i % statuses.length], placedAt));
        }
    }
}
