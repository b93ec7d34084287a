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
package dev.ashlar.audit.replay;

import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.Masked;
import dev.ashlar.audit.NotLogged;
import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.UpdatedAt;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Has an attribute of each sort, and is the root of joined tables. */
@Entity
@AuditLogged
@Inheritance(strategy = InheritanceType.JOINED)
@SecondaryTable(name = "Thing_extra")
class Thing {

    @Id
    @GeneratedValue
    Long id;

    @Version
    int version;

    @CreatedAt
    Instant createdAt;

    @UpdatedAt
    Instant updatedAt;

    String title;

    @Column(precision = 14, scale = 3)
    BigDecimal price;

    Grade grade;

    @Enumerated(EnumType.STRING)
    Grade rating;

    @Convert(converter = Shout.Converter.class)
    Shout shout;

    UUID token;
    Instant moment;
    LocalDate birthday;
    boolean flag;
    long amount;
    Double ratio;

    @Column(length = 1_000)
    byte[] data;

    int[] numbers;

    @Column(length = 20_000)
    String body;

    @Masked
    String secret;

    @NotLogged
    String note;

    @Column(table = "Thing_extra")
    String remark;

    @Embedded
    Place place;

    @ManyToOne(fetch = FetchType.LAZY)
    Person owner;

    @ElementCollection
    Set<String> words = new HashSet<>();

    @ElementCollection
    @OrderColumn
    List<String> lines = new ArrayList<>();

    @ElementCollection
    List<Integer> marks = new ArrayList<>();

    @ElementCollection
    Map<String, BigDecimal> prices = new HashMap<>();

    @ElementCollection
    Set<Spot> spots = new HashSet<>();

    @ManyToMany
    Set<Person> people = new HashSet<>();

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn
    Set<Part> parts = new HashSet<>();

    enum Grade {
        LOW,
        MIDDLE,
        HIGH
    }
}
