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
package dev.ashlar.pagination;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** With an attribute of each type that can be a sort's key. */
@Entity
class Sample {

    /** All attributes but the id and the essay. */
    static final List<String> ATTRIBUTES = List.of(
            "flag",
            "tiny",
            "small",
            "number",
            "huge",
            "amount",
            "letter",
            "text",
            "key",
            "moment",
            "day",
            "time",
            "local",
            "offset",
            "zoned",
            "madeIn",
            "length",
            "color",
            "shade",
            "date",
            "timestamp");

    /** In no order of the alphabet. */
    enum Color {
        RED,
        BLUE,
        GREEN
    }

    @Id
    Long id = 0L;

    @Nullable
    Boolean flag;

    @Nullable
    Byte tiny;

    @Nullable
    Short small;

    int number;

    @Column(precision = 30)
    @Nullable
    BigInteger huge;

    @Column(precision = 24, scale = 12)
    @Nullable
    BigDecimal amount;

    @Nullable
    Character letter;

    @Nullable
    String text;

    @Column(length = 2_000)
    @Nullable
    String essay;

    @Column(name = "uuid_key")
    @Nullable
    UUID key;

    @Nullable
    Instant moment;

    @Column(name = "on_day")
    @Nullable
    LocalDate day;

    @Column(name = "at_time")
    @Nullable
    LocalTime time;

    @Nullable
    LocalDateTime local;

    @Column(name = "at_offset")
    @Nullable
    OffsetDateTime offset;

    @Nullable
    ZonedDateTime zoned;

    @Nullable
    Year madeIn;

    @Nullable
    Duration length;

    @Enumerated(EnumType.STRING)
    @Nullable
    Color color;

    @Enumerated(EnumType.ORDINAL)
    @Nullable
    Color shade;

    @Column(name = "on_date")
    java.sql.@Nullable Date date;

    @Column(name = "at_timestamp")
    java.sql.@Nullable Timestamp timestamp;

    protected Sample() {}

    Sample(long id) {
        int n = (int) id;
        this.id = id;
        this.flag = n % 2 == 0;
        this.tiny = (byte) (n * 11 - 60);
        this.small = (short) (n * 1_111 - 5_000);
        this.number = 1_000_000_000 - n;
        this.huge = BigInteger.TEN.pow(28).add(BigInteger.valueOf(n * 7 % 5));
        this.amount = new BigDecimal("0.000000000001").multiply(BigDecimal.valueOf(n * 3 % 7));
        this.letter = (char) ('a' + n * 5 % 7);
        this.text = "x".repeat(200) + n * 3 % 8;
        this.essay = "x".repeat(1_500) + n * 3 % 8;
        this.key = new UUID(-n, n);
        // Databases keep microseconds: rows that differ by one are told apart.
        this.moment = Instant.parse("2026-01-01T00:00:00.123456Z").plusNanos(n * 3 % 8 * 1_000L);
        this.day = LocalDate.of(2026, 1, 31).minusDays(n);
        this.time = LocalTime.of(1, 2, n);
        this.local = LocalDateTime.of(2026, 3, 29, 2, 30).plusNanos(n * 5 % 8 * 1_000L);
        this.offset = OffsetDateTime.of(local, ZoneOffset.ofHours(n % 3));
        this.zoned = ZonedDateTime.of(local, ZoneOffset.ofHours(n % 3));
        this.madeIn = Year.of(2_030 - n);
        this.length = Duration.ofSeconds(n * 3 % 8, n * 1_000L);
        this.color = Color.values()[n % 3];
        this.shade = Color.values()[n % 2];
        this.date = java.sql.Date.valueOf(day);
        this.timestamp = java.sql.Timestamp.valueOf(local);
    }

    @Override
    public String toString() {
        return "S" + id;
    }
}
