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
package dev.ashlar.contracts;

import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.Masked;
import dev.ashlar.audit.NotLogged;
import dev.ashlar.core.UpdatedAt;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
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

/** Something that is logged, with attributes and collections of several sorts. */
@Entity
@AuditLogged
class Story {

    @Id
    Long id;

    @Version
    int version;

    @UpdatedAt
    Instant updatedAt;

    String title;

    @Column(precision = 12, scale = 4)
    BigDecimal price;

    Double ratio;
    Instant moment;
    State state;

    @Column(length = 20_000)
    String body;

    @NotLogged
    String note;

    @Masked
    String secret;

    Place place;

    @ElementCollection
    Set<String> tags = new HashSet<>();

    @ElementCollection
    @OrderColumn
    @Column(name = "line_text") // LINES is a reserved word of MariaDB
    List<String> lines = new ArrayList<>();

    @ElementCollection
    @Column(precision = 12, scale = 4)
    Map<String, BigDecimal> prices = new HashMap<>();

    @ElementCollection
    Set<Place> places = new HashSet<>();

    @ManyToMany
    Set<Story> similar = new HashSet<>();

    enum State {
        DRAFT,
        PUBLISHED
    }

    @Embeddable
    record Place(String town, @Masked String door) {}

    protected Story() {}

    Story(long id, String title) {
        this.id = id;
        this.title = title;
    }

    /** One with a value everywhere. */
    static Story full(long id, String title) {
        Story story = new Story(id, title);
        story.price = new BigDecimal("1.5");
        story.ratio = 1e15;
        story.moment = Instant.parse("2026-11-26T10:00:00.123456789Z");
        story.state = State.DRAFT;
        story.body = "b".repeat(15_000);
        story.note = "note";
        story.secret = "hidden word";
        story.place = new Place("Ghent", "hidden door");
        story.tags.add("x");
        story.lines.addAll(List.of("l0", "l1"));
        story.prices.put("k", new BigDecimal("2.50"));
        story.places.add(new Place("Bruges", "hidden gate"));
        return story;
    }
}
