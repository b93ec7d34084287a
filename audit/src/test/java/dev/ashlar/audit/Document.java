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

import dev.ashlar.core.UpdatedAt;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;

/** Has one attribute of each sort that a change is told of. */
@Entity
@AuditLogged
@FilterDef(name = "cheap", parameters = @ParamDef(name = "most", type = BigDecimal.class))
@Filter(name = "cheap", condition = "price <= :most")
class Document {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version
    int version;

    @UpdatedAt
    Instant updatedAt;

    String title;

    @Column(precision = 20, scale = 4)
    BigDecimal price;

    State state;

    UUID token;

    byte[] scan;

    @Column(length = 2_000_000)
    String body;

    @Masked
    String secret;

    @NotLogged
    String note;

    @Embedded
    Place place;

    @ManyToOne(fetch = FetchType.LAZY)
    Label label;

    @ElementCollection
    @CollectionTable(name = "document_words")
    Set<String> words = new HashSet<>();

    @ElementCollection
    @OrderColumn
    @Column(name = "line_text") // LINES is a reserved word of MariaDB
    List<String> lines = new ArrayList<>();

    @ElementCollection
    Map<String, Integer> counts = new HashMap<>();

    @ManyToMany
    Set<Label> labels = new HashSet<>();

    enum State {
        DRAFT,
        FINAL
    }

    @Embeddable
    static class Place {
        String town;

        @Masked
        String door;

        Place() {}

        Place(String town, String door) {
            this.town = town;
            this.door = door;
        }
    }

    Document() {}

    Document(String title) {
        this.title = title;
    }
}
