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
package dev.ashlar.core.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until it is told; it has nanoseconds, so that a missing cut to microseconds shows. */
public final class TestTime implements InstantSource {

    private volatile Instant now = Instant.parse("2026-03-29T00:59:59.123456789Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** What a stamp made now must be. */
    public Instant stamp() {
        return now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Goes on by an hour, and returns what a stamp then must be. */
    public Instant tick() {
        now = now.plus(Duration.ofHours(1));
        return stamp();
    }
}
