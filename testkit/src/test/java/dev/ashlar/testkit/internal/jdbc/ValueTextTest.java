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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueTextTest {

    @Test
    void showsShortValuesAsTheyAre() {
        UUID id = UUID.randomUUID();
        assertThat(ValueText.of((Object) null)).isEqualTo("null");
        assertThat(ValueText.of("null")).isEqualTo("'null'");
        assertThat(ValueText.of(42L)).isEqualTo("42");
        assertThat(ValueText.of(id)).isEqualTo(id.toString());
        assertThat(ValueText.of(LocalDate.of(2026, 3, 29))).isEqualTo("2026-03-29");
        assertThat(ValueText.of(new String[] {"a", null})).isEqualTo("[a, null]");
    }

    @Test
    void abbreviatesWhatIsLong() {
        assertThat(ValueText.of("y".repeat(60))).isEqualTo("'" + "y".repeat(60) + "'");
        assertThat(ValueText.of("y".repeat(61))).isEqualTo("'" + "y".repeat(60) + "… (61 characters)'");
        assertThat(ValueText.of(new byte[1_000])).isEqualTo("byte[1000]");
    }

    @Test
    void readsNoStreamAndTrustsNoObject() throws IOException {
        StringReader reader = new StringReader("text");
        assertThat(ValueText.of(reader)).isEqualTo("<stream>");
        assertThat(reader.read()).isEqualTo('t');
        assertThat(ValueText.of(new ByteArrayInputStream(new byte[0]))).isEqualTo("<stream>");
        assertThat(ValueText.of(new Unprintable())).isEqualTo("<Unprintable>");
    }

    private static final class Unprintable {

        @Override
        public String toString() {
            throw new IllegalStateException();
        }
    }
}
