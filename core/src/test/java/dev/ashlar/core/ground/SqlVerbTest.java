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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlVerbTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into a values (1)",
                "INSERT INTO a values (1)",
                "  update a set b = 1",
                "/* update it */ delete from a",
                "-- select\nmerge into a using b on a.id = b.id when matched then delete",
                "truncate table a",
                "replace into a values (1)",
                "with x as (select 1) insert into a select * from x",
                "with x as ( delete from a returning * ) select * from x",
                "with x as (select ')' from b) update a set b = 1"
            })
    void writes(String sql) {
        assertThat(SqlVerb.writes(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from a for update",
                "select 'insert into a' from b",
                "/* insert */ select 1",
                "-- delete\nselect 1",
                "with x as (select * from a for update) select * from x",
                "with x as (select 'delete from a') select * from x",
                "with \"insert\" as (select 1) select * from \"insert\"",
                "select updated_at from a",
                "call next value for a_seq",
                "",
                "(select 1)"
            })
    void reads(String sql) {
        assertThat(SqlVerb.writes(sql)).isFalse();
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(SqlVerb.writes("INSERT INTO a VALUES (1)")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    /** A pattern that repeats a choice needs a frame of the stack for each character. */
    @Test
    void readsLongTexts() {
        String text = "'" + "x".repeat(200_000) + "''y'";
        assertThat(SqlVerb.writes("with x as (select " + text + ") delete from a"))
                .isTrue();
        assertThat(SqlVerb.writes("with x as (select " + text + ") select * from x"))
                .isFalse();
    }
}
