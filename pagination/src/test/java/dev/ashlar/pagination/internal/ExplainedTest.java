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
package dev.ashlar.pagination.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a seek among PostgreSQL's plans. */
class ExplainedTest {

    private static boolean seeks(String plan) {
        return new Explained(List.of(plan.split("; "))).seekPlan().seeks();
    }

    @Test
    void takesAnIndexThatIsEnteredSomewhereForASeek() {
        assertThat(seeks("Limit (rows=3); -> Index Only Scan using b on a (rows=9); Index Cond: (id > '1'::bigint)"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Limit (rows=3); -> Index Scan using b on a (rows=9); Filter: (id > '1'::bigint)",
                "Limit (rows=3); -> Nested Loop (rows=9); -> Seq Scan on a; -> Index Scan using b on c; Index Cond: (id = a.id)",
                "Limit (rows=3); -> Sort (rows=9); Sort Key: id; -> Index Scan using b on a; Index Cond: (id > '1'::bigint)",
                "Limit (rows=3); -> Bitmap Heap Scan on a; -> Bitmap Index Scan on b; Index Cond: (id > '1'::bigint)"
            })
    void takesNothingElseForOne(String plan) {
        assertThat(seeks(plan)).isFalse();
    }
}
