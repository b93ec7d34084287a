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
package dev.ashlar.pagination.model;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An attribute of each type that rows may be sorted by. */
@Entity
class Thing {

    /** Both alphabetical and by number: the same order however it is stored. */
    enum Kind {
        ALPHA,
        BETA,
        GAMMA
    }

    @Id
    Long id = 0L;

    @Column(nullable = false)
    String title = "";

    int stars;

    @Nullable
    String text;

    @Nullable
    String label;

    @Nullable
    Integer number;

    @Nullable
    Short shorter;

    @Nullable
    Byte tiny;

    @Nullable
    Long longer;

    @Column(precision = 20, scale = 6)
    @Nullable
    BigDecimal amount;

    @Column(precision = 30, scale = 0)
    @Nullable
    BigInteger huge;

    @Nullable
    Boolean flag;

    @Nullable
    Character letter;

    @Nullable
    LocalDate birthday;

    @Nullable
    LocalTime opens;

    @Nullable
    Instant moment;

    @Nullable
    LocalDateTime planned;

    @Nullable
    OffsetDateTime shipped;

    java.util.@Nullable Date legacy;

    @Nullable
    Duration duration;

    @Nullable
    UUID uuid;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Nullable
    UUID uuidText;

    @Enumerated(EnumType.STRING)
    @Nullable
    Kind kind;

    @Enumerated(EnumType.ORDINAL)
    @Nullable
    Kind grade;

    @Convert(converter = MoneyConverter.class)
    @Nullable
    Money price;

    @Embedded
    @Nullable
    Place place;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Parent parent;

    @ElementCollection
    Set<String> tags = new HashSet<>();

    /** Where it is. */
    @Embeddable
    static class Place {

        @Nullable
        String city;

        int floor;

        protected Place() {}

        Place(@Nullable String city, int floor) {
            this.city = city;
            this.floor = floor;
        }
    }
}
