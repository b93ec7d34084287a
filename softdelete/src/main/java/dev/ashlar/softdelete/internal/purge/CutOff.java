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
package dev.ashlar.softdelete.internal.purge;

import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.internal.mapping.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * What is old enough.
 *
 * @param instant rows deleted before are
 * @param bounds whether it is asked for at all
 */
record CutOff(Instant instant, boolean bounds) {

    /** The earliest that every engine keeps in every type. */
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");

    static CutOff of(Ground ground, @Nullable Duration age) {
        Instant now = ground.now();
        if (age == null) {
            return new CutOff(now, false);
        }
        boolean earlier = age.compareTo(Duration.between(EARLIEST, now)) > 0;
        return new CutOff(earlier ? EARLIEST : now.minus(age), true);
    }

    /** The instant as a value of the attribute. */
    Object as(Mark at) {
        Class<?> type = at.type().getReturnedClass();
        if (type == OffsetDateTime.class) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (type == ZonedDateTime.class) {
            return instant.atZone(ZoneOffset.UTC);
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        return Date.class.isAssignableFrom(type) ? Date.from(instant) : instant;
    }
}
