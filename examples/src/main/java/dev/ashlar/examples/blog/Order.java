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

import dev.ashlar.core.UuidEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** One product ordered by one customer; its id leaves the system, so it tells nothing about how many there are. */
@Entity
@Table(
        comment = "Orders of products",
        indexes = {
            @Index(columnList = "customer_id, placedAt"),
            @Index(columnList = "status, placedAt"),
            @Index(columnList = "product_id")
        })
class Order extends UuidEntity {

    /** How far it is. */
    enum Status {
        PLACED,
        PAID,
        SHIPPED,
        CANCELLED
    }

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private User customer;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Product product;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Status status;

    @Column(nullable = false)
    private Instant placedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Order() {}

    Order(User customer, Product product, Status status, Instant placedAt) {
        this.customer = customer;
        this.product = product;
        this.status = status;
        this.placedAt = placedAt;
    }

    User customer() {
        return customer;
    }

    Product product() {
        return product;
    }
}
