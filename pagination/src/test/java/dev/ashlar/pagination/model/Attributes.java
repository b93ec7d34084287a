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

import dev.ashlar.pagination.model.Thing.Kind;
import dev.ashlar.pagination.model.Thing.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What things are sorted by: few different values each, so that rows tie, and in an order on which Java and all engines agree. */
final class Attributes {

    /**
     * A path, and its value in memory.
     *
     * @param caseless whether it is only sorted ignoring case, since collations disagree about case
     */
    record Attribute(String path, Function<Thing, @Nullable Object> value, boolean caseless) {}

    private static final Instant NOON = Instant.parse("2026-03-29T01:30:00.123456Z");

    static final List<Attribute> OF_THINGS = List.of(
            of("id", thing -> thing.id),
            of("title", thing -> thing.title),
            of("stars", thing -> thing.stars),
            of("text", thing -> thing.text),
            new Attribute("label", thing -> thing.label, true),
            of("number", thing -> thing.number),
            of("shorter", thing -> thing.shorter),
            of("tiny", thing -> thing.tiny),
            of("longer", thing -> thing.longer),
            of("amount", thing -> thing.amount),
            of("huge", thing -> thing.huge),
            of("flag", thing -> thing.flag),
            of("letter", thing -> thing.letter),
            of("birthday", thing -> thing.birthday),
            of("opens", thing -> thing.opens),
            of("moment", thing -> thing.moment),
            of("planned", thing -> thing.planned),
            of("shipped", thing -> thing.shipped == null ? null : thing.shipped.toInstant()),
            of("legacy", thing -> thing.legacy == null ? null : thing.legacy.getTime()),
            of("duration", thing -> thing.duration),
            of("uuid", thing -> thing.uuid),
            of("uuidText", thing -> thing.uuidText),
            of("kind", thing -> thing.kind),
            of("grade", thing -> thing.grade),
            of("price", thing -> thing.price),
            of("place.city", thing -> thing.place == null ? null : thing.place.city),
            of("place.floor", thing -> thing.place == null ? null : thing.place.floor),
            of("parent.id", thing -> thing.parent == null ? null : thing.parent.id),
            of("parent.name", thing -> thing.parent == null ? null : thing.parent.name),
            of("parent.code", thing -> thing.parent == null ? null : thing.parent.code),
            of("length", thing -> thing.title.length()));

    private Attributes() {}

    private static Attribute of(String path, Function<Thing, @Nullable Object> value) {
        return new Attribute(path, value, false);
    }

    static Thing random(Random random, List<Parent> parents) {
        double nulls = List.of(0.0, 0.3, 0.7, 1.0).get(random.nextInt(4));
        Values values = new Values(random, nulls);
        Thing thing = new Thing();
        thing.title = "title" + "x".repeat(random.nextInt(3));
        thing.stars = random.nextInt(3);
        thing.text = values.of("aa", "ab", "b", "' or 1=1 --");
        thing.label = values.of("ann", "Ann", "BOB", "bob", "cid");
        thing.number = values.of(-1, 0, 7);
        thing.shorter = values.of((short) 1, (short) 2);
        thing.tiny = values.of((byte) 1, (byte) 2);
        thing.longer = values.of(1L, Long.MAX_VALUE, Long.MIN_VALUE);
        thing.amount = values.of(new BigDecimal("1.100000"), new BigDecimal("1.100001"), new BigDecimal("-3.000000"));
        thing.huge = values.of(
                BigInteger.ONE, BigInteger.TWO.pow(90), BigInteger.TWO.pow(90).negate());
        thing.flag = values.of(true, false);
        thing.letter = values.of('a', 'b');
        thing.birthday = values.of(LocalDate.of(2026, 3, 29), LocalDate.of(1582, 10, 20), LocalDate.of(2026, 10, 25));
        thing.opens = values.of(LocalTime.of(1, 30), LocalTime.of(23, 59, 59));
        thing.moment = values.of(NOON, NOON.plusNanos(1_000), NOON.minusSeconds(1));
        thing.planned = values.of(
                LocalDateTime.of(2026, 3, 29, 2, 30, 0, 1_000),
                LocalDateTime.of(2026, 3, 29, 2, 30),
                LocalDateTime.of(2026, 10, 25, 2, 30));
        thing.shipped = values.of(
                OffsetDateTime.ofInstant(NOON, ZoneOffset.UTC),
                OffsetDateTime.ofInstant(NOON, ZoneOffset.ofHours(2)),
                OffsetDateTime.ofInstant(NOON.plusNanos(2_000), ZoneOffset.ofHours(-5)));
        thing.legacy = values.of(new java.util.Date(0), new java.util.Date(1), new java.util.Date(1_700_000_000_123L));
        thing.duration = values.of(Duration.ofSeconds(1), Duration.ofNanos(1_500), Duration.ofDays(3));
        thing.uuid = values.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
        thing.uuidText = values.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
        thing.kind = values.of(Kind.values());
        thing.grade = values.of(Kind.values());
        thing.price = values.of(new Money(5), new Money(1_000), new Money(-2));
        thing.place = random.nextBoolean() ? null : new Place(values.of("Ulm", "Wien"), random.nextInt(2));
        thing.parent = random.nextBoolean() || parents.isEmpty() ? null : parents.get(random.nextInt(parents.size()));
        for (String tag : List.of("red", "blue", "green")) {
            if (random.nextInt(3) == 0) {
                thing.tags.add(tag);
            }
        }
        return thing;
    }

    private record Values(Random random, double nulls) {
        @SafeVarargs
        final <T> @Nullable T of(T... values) {
            return random.nextDouble() < nulls ? null : values[random.nextInt(values.length)];
        }
    }
}
