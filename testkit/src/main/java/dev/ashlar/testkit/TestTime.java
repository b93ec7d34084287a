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
package dev.ashlar.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time of the persistence unit under test: what core's stamps and transactions see. It is the system's until it is set, then
 * stands still; each test begins with the system's.
 *
 * <p>Safe for many threads.
 */
public final class TestTime implements InstantSource {

    private volatile @Nullable Instant fixed;

    TestTime() {}

    @Override
    public Instant instant() {
        Instant set = fixed;
        return set == null ? Instant.now() : set;
    }

    /** Stands still from now on, at this instant. */
    public void set(Instant instant) {
        fixed = Objects.requireNonNull(instant, "instant");
    }

    /** Moves on, or back if negative, and stands still there. */
    public void advance(Duration duration) {
        fixed = instant().plus(duration);
    }

    void reset() {
        fixed = null;
    }
}
