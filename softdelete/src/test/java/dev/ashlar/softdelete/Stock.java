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
package dev.ashlar.softdelete;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

/** Shops and their goods, in collections of every shape. */
final class Stock {

    private Stock() {}

    @Entity(name = "Good")
    @SoftDeletable
    static class Good implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        String name;

        int price;

        @ManyToOne(fetch = FetchType.LAZY)
        Shop shop;

        Deletion deletion;

        protected Good() {}

        Good(String name, int price) {
            this.name = name;
            this.price = price;
        }

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @Entity(name = "Shop")
    @NamedEntityGraph(name = "Shop.goods", attributeNodes = @NamedAttributeNode("goods"))
    static class Shop {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @OneToMany(mappedBy = "shop", cascade = CascadeType.PERSIST)
        Set<Good> goods = new HashSet<>();

        @OneToMany(mappedBy = "shop")
        @OrderBy("price")
        List<Good> ranking = new ArrayList<>();

        @OneToMany(mappedBy = "shop")
        @MapKey(name = "name")
        Map<String, Good> byName = new HashMap<>();

        @ManyToMany
        @JoinTable(name = "shop_window")
        Set<Good> window = new HashSet<>();

        @OneToMany(mappedBy = "shop")
        @Fetch(FetchMode.SUBSELECT)
        Set<Good> together = new HashSet<>();

        @ElementCollection
        Set<String> words = new HashSet<>();

        protected Shop() {}

        Shop(String name) {
            this.name = name;
        }

        Good sell(String good, int price) {
            Good sold = new Good(good, price);
            sold.shop = this;
            goods.add(sold);
            window.add(sold);
            return sold;
        }
    }
}
