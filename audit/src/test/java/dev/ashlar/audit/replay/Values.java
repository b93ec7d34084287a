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

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Values by chance, hard ones among them. */
final class Values {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "b",
            "\"quoted\"",
            "it's",
            "back\\slash",
            "line\nbreak\ttab",
            "\u0001\u001f",
            "\ud83d\ude00 emoji",
            "İstanbul",
            "$",
            "{\"$\":\"masked\"}",
            "null",
            "1",
            "\u2028",
            "</script>");

    final Random random;

    Values(Random random) {
        this.random = random;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String text() {
        return chance(10) ? null : one(TEXTS) + (chance(50) ? random.nextInt(100) : "");
    }

    String word() {
        return "w" + random.nextInt(8) + (chance(20) ? one(TEXTS) : "");
    }

    BigDecimal decimal() {
        return chance(10) ? null : BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000L, 1 + random.nextInt(3));
    }

    /** One of the attributes of a thing that are a value of their own. */
    void changeBasic(Thing thing) {
        switch (random.nextInt(thing instanceof Gadget ? 17 : 15)) {
            case 0 -> thing.title = text();
            case 1 -> thing.price = decimal();
            case 2 -> thing.grade = chance(20) ? null : one(List.of(Thing.Grade.values()));
            case 3 -> thing.rating = chance(20) ? null : one(List.of(Thing.Grade.values()));
            case 4 -> thing.shout = chance(20) ? null : new Shout("s" + random.nextInt(5));
            case 5 -> thing.token = chance(20) ? null : new UUID(random.nextLong(), random.nextLong());
            case 6 ->
                thing.moment =
                        chance(20) ? null : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
            case 7 -> thing.birthday = chance(20) ? null : LocalDate.ofEpochDay(random.nextInt(40_000));
            case 8 -> thing.flag = !thing.flag;
            case 9 -> thing.amount = chance(30) ? Long.MIN_VALUE + random.nextInt(9) : random.nextLong();
            case 10 -> thing.ratio = chance(20) ? null : random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
            case 11 -> thing.data = chance(20) ? null : bytes();
            case 12 ->
                thing.numbers =
                        chance(20) ? null : random.ints(random.nextInt(4)).toArray();
            case 13 -> thing.body = chance(30) ? "x".repeat(9_995 + random.nextInt(10)) : text();
            case 14 -> thing.secret = "secret" + random.nextInt(1_000);
            case 15 -> ((Gadget) thing).maker = text();
            default -> ((Gadget) thing).power = chance(20) ? null : random.nextInt();
        }
        if (chance(20)) {
            thing.note = text();
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    Spot spot() {
        return chance(20) ? null : new Spot(random.nextInt(5), random.nextInt(5));
    }

    Place place() {
        Place place = new Place();
        place.town = text();
        place.spot = spot();
        return chance(10) ? null : place;
    }
}
