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
package dev.ashlar.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.internal.json.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One form for what is the same, another for what is not. */
class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1E15 | 1000000000000000",
                "1.50 | 1.5",
                "-0.0 | 0",
                "1.0E-7 | 0.00000010",
                "{\"b\": 1, \"a\": [ true, null ]} | {\"a\":[true,null],\"b\":1.0}",
                "\"\\u00e9\" | \"\u00e9\"",
            })
    void isTheSameForWhatIsTheSame(String one, String other) {
        assertThat(CanonicalJson.of(one)).isEqualTo(CanonicalJson.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 | 0.10000000000000000001",
                "1 | \"1\"",
                "null | \"null\"",
                "[1, 2] | [2, 1]",
                "[1, 2] | [[1], 2]",
                "{\"a\": 1} | {\"a\": 1, \"a\": 1}",
                "{\"a\": 1, \"a\": 2} | {\"a\": 2}",
                "{\"a\": 1, \"a\": 2} | {\"a\": 2, \"a\": 1}",
                "{\"a\": {}} | {\"a\": []}",
                "{\"$\": \"masked\"} | {\"$\": \"masked\", \"x\": 1}",
                "{\"a\": \"b\", \"c\": \"d\"} | {\"a\": \"b1:c\", \"c\": \"d\"}",
                "{} | {} {}",
            })
    void isAnotherForWhatIsNot(String one, String other) {
        assertThat(CanonicalJson.of(one)).isNotEqualTo(CanonicalJson.of(other));
    }

    @Test
    void takesWhatNoParserTakes() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        String large = "1".repeat(5_000);
        assertThat(CanonicalJson.of(deep)).isEqualTo("?" + deep);
        assertThat(CanonicalJson.of(large)).isEqualTo("?" + large);
        assertThat(CanonicalJson.of("{\"a\":")).isEqualTo("?{\"a\":");
        assertThat(CanonicalJson.of("")).isEmpty();
        assertThat(CanonicalJson.members("[1]")).isEmpty();
        assertThat(CanonicalJson.members("{\"a\":")).isEmpty();
    }
}
