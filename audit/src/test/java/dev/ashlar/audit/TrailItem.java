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
package dev.ashlar.audit;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comes and goes with the same identifier. */
@Entity
@AuditLogged
class TrailItem {

    @Id
    Long id;

    String title;

    @Column(precision = 20, scale = 4)
    BigDecimal price;

    Size size;

    @ManyToOne(fetch = FetchType.LAZY)
    Label label;

    @ElementCollection
    @CollectionTable(name = "trail_item_words")
    Set<String> words = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "trail_item_costs")
    List<BigDecimal> costs = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "trail_item_lines")
    @OrderColumn
    @Column(name = "line_text") // LINES is a reserved word of MariaDB
    List<String> lines = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "trail_item_counts")
    Map<String, Integer> counts = new HashMap<>();

    @ManyToMany
    Set<Label> labels = new HashSet<>();

    @Embeddable
    static class Size {
        Integer width;
        Integer height;

        Size() {}

        Size(Integer width, Integer height) {
            this.width = width;
            this.height = height;
        }
    }

    TrailItem() {}

    TrailItem(Long id) {
        this.id = id;
    }
}
