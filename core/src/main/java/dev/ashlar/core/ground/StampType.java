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
package dev.ashlar.core.ground;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes values of one attribute's type. */
interface StampType {

    /** The types of an attribute that holds a time. */
    String TIME_TYPES = "Instant, OffsetDateTime, ZonedDateTime, LocalDateTime or java.util.Date";

    @Nullable
    Object value(StampValues values);

    /** A value of the application's, as the database will keep it. */
    Object normal(Object assigned);

    /** The type for an attribute that holds a time, if there is one. */
    static Optional<StampType> time(String className) {
        return Optional.ofNullable(Time.TYPES.get(className));
    }

    /**
     * A time.
     *
     * @param from makes the attribute's value
     */
    record Time(Function<Instant, Object> from) implements StampType {

        private static final Map<String, StampType> TYPES = Map.of(
                Instant.class.getName(), new Time(instant -> instant),
                OffsetDateTime.class.getName(), new Time(instant -> instant.atOffset(ZoneOffset.UTC)),
                ZonedDateTime.class.getName(), new Time(instant -> instant.atZone(ZoneOffset.UTC)),
                LocalDateTime.class.getName(), new Time(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC)),
                Date.class.getName(), new Time(Date::from));

        @Override
        public Object value(StampValues values) {
            return from.apply(values.instant());
        }

        @Override
        public Object normal(Object assigned) {
            if (assigned instanceof Instant instant) {
                return instant.truncatedTo(ChronoUnit.MICROS);
            }
            if (assigned instanceof OffsetDateTime time) {
                return time.truncatedTo(ChronoUnit.MICROS);
            }
            if (assigned instanceof ZonedDateTime time) {
                return time.truncatedTo(ChronoUnit.MICROS);
            }
            return assigned instanceof LocalDateTime time ? time.truncatedTo(ChronoUnit.MICROS) : assigned;
        }
    }
}
