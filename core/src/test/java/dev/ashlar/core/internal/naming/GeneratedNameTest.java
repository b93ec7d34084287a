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
package dev.ashlar.core.internal.naming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.junit.jupiter.api.Test;

class GeneratedNameTest {

    @Test
    void hasTheSameLimitOnEveryEngine() {
        assertThat(GeneratedName.limit(new H2Dialect())).isEqualTo(63);
        assertThat(GeneratedName.limit(new PostgreSQLDialect())).isEqualTo(63);
        assertThat(GeneratedName.limit(new MariaDBDialect())).isEqualTo(63);
    }

    @Test
    void keepsANameOfExactlyTheLimit() {
        assertThat(GeneratedName.fit("x".repeat(63), 63)).isEqualTo("x".repeat(63));
    }

    @Test
    void endsALongerOneInAHashOfAllOfIt() {
        String first = GeneratedName.fit("x".repeat(64), 63);
        String second = GeneratedName.fit("x".repeat(63) + "y", 63);

        // sha256sum of 64 times x.
        assertThat(first).hasSize(63).isEqualTo("x".repeat(54) + "_" + "7ce10097");
        assertThat(second).hasSize(63).isNotEqualTo(first);
    }

    @Test
    void countsBytesAndCutsBetweenLetters() {
        String name = GeneratedName.fit("x" + "ü".repeat(40), 63);

        assertThat(name).startsWith("x" + "ü".repeat(26) + "_");
        assertThat(name.getBytes(UTF_8)).hasSize(62);
        assertThat(GeneratedName.fit("𝒳".repeat(20), 63).getBytes(UTF_8)).hasSize(4 * 13 + 9);
    }
}
