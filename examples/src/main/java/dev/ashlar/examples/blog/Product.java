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

import dev.ashlar.core.LongEntity;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** Something for sale; the database refuses a price or a stock that makes no sense. */
@Entity
@Table(comment = "Things for sale")
class Product extends LongEntity {

    @Column(nullable = false, unique = true)
    private String name;

    @Column(nullable = false, precision = 12, scale = 2, check = @CheckConstraint(constraint = "price > 0"))
    private BigDecimal price;

    @Column(nullable = false, check = @CheckConstraint(constraint = "stock >= 0"))
    private int stock;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Product() {}

    Product(String name, BigDecimal price, int stock) {
        this.name = name;
        this.price = price;
        this.stock = stock;
    }

    String name() {
        return name;
    }

    int stock() {
        return stock;
    }

    void sell(int pieces) {
        stock -= pieces;
    }
}
