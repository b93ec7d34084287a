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
package dev.ashlar.testkit.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FetchCausesTest {

    private final FetchCauses causes = new FetchCauses();

    private static FetchCauses.Cause cause(String association) {
        Fetched fetched = new Fetched(association, false, null, "session", Set.of());
        return line -> () -> fetched;
    }

    private @Nullable String current() {
        Supplier<Fetched> fetched = causes.fetched(null);
        return fetched == null ? null : fetched.get().association();
    }

    @Test
    void takesTheInnermost() {
        causes.during(cause("outer"), () -> {
            assertThat(current()).isEqualTo("outer");
            causes.during(cause("inner"), () -> assertThat(current()).isEqualTo("inner"));
            causes.during(
                    FetchCauses.Cause.NO_ASSOCIATION,
                    () -> assertThat(current()).isNull());
            assertThat(current()).isEqualTo("outer");
        });
        assertThat(current()).isNull();
    }

    @Test
    void forgetsACauseWhoseWorkFails() {
        causes.during(cause("outer"), () -> {
            assertThatThrownBy(() -> causes.during(cause("inner"), () -> {
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(current()).isEqualTo("outer");
        });
    }

    @Test
    void isOfOneThread() {
        causes.during(cause("mine"), () -> {
            String[] others = {"none"};
            Thread thread = new Thread(() -> others[0] = current());
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(others[0]).isNull();
        });
    }
}
