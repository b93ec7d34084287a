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
package dev.ashlar.pagination;

import static dev.ashlar.pagination.Sort.asc;
import static dev.ashlar.pagination.Sort.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may ask for. */
class PageRulesTest {

    private static final Sort NEWEST = desc("id").nullsLast();
    private static final Sort NAME = asc("name").ignoreCase().nullsLast();
    private static final Sort RATING = desc("rating").nullsFirst();
    private static final PageRules RULES =
            PageRules.of("newest", NEWEST).and("name", NAME).and("best.of_all-times", RATING, NAME);

    /** What strangers send in the place of a sort's name. */
    static List<String> injections() {
        return List.of(
                "title; drop table book",
                "(select 1)",
                "name'--",
                "name\"",
                "name asc",
                "name) union select password from users --",
                "case when (select count(*) from Author) > 0 then name else id end",
                "1",
                "id",
                "author.name",
                "a.name",
                "sleep(10)",
                "function('pg_sleep', 10)",
                "NAME",
                "n\u0430me",
                "name\u0000",
                "name\r\nSet-Cookie: a=b",
                "name\n[ERROR] forged line",
                "\u001b[31mname",
                "\u202eeman",
                "na\u200bme",
                "\ud83d\ude00",
                "\ud83d",
                "--name",
                "- name",
                "-",
                "+name",
                "name,",
                ",",
                "name,,newest",
                "name;newest",
                "name%00",
                "${jndi:ldap://example.org/a}",
                "#{1+1}",
                "<script>alert(1)</script>",
                "x".repeat(10_000),
                "\ud83d\ude00".repeat(5_000),
                "name,".repeat(2_000),
                ",".repeat(10_000));
    }

    @Nested
    class Names {

        @Test
        void areTheOnlyWayToASort() {
            assertThat(RULES.names()).containsExactly("newest", "name", "best.of_all-times");
            assertThat(RULES.sort("name")).containsExactly(NAME);
            assertThat(RULES.sort("best.of_all-times")).containsExactly(RATING, NAME);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t\r\n", "\u2003"})
        void standForTheDefaultWhenBlank(String blank) {
            assertThat(RULES.sort(blank)).containsExactly(NEWEST).isEqualTo(RULES.defaultSort());
        }

        @Test
        void areTurnedRoundByAMinusThatLeavesNullsInTheirPlace() {
            assertThat(RULES.sort("-newest")).containsExactly(asc("id").nullsLast());
            assertThat(RULES.sort("-best.of_all-times"))
                    .containsExactly(
                            asc("rating").nullsFirst(),
                            desc("name").ignoreCase().nullsLast());
        }

        @Test
        void standBetweenCommasInTheirOrder() {
            assertThat(RULES.sort("name,-newest"))
                    .containsExactly(NAME, asc("id").nullsLast());
            assertThat(RULES.sort(" -newest , name ")).containsExactly(asc("id").nullsLast(), NAME);
        }

        @Test
        void areSaidOnce() {
            for (String requested : List.of("name,name", "name,-name", "-name,newest,name")) {
                assertThatThrownBy(() -> RULES.sort(requested))
                        .isExactlyInstanceOf(PageRequestException.class)
                        .hasMessage("A sort twice: name=[name]. Say it once.");
            }
        }

        @Test
        void areListedWhenOneIsUnknown() {
            assertThatThrownBy(() -> RULES.sort("name,price"))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("Unknown sort: name=[price]. Known are [newest, name, best.of_all-times];"
                            + " a minus before a name turns it round, commas stand between names.");
        }

        @ParameterizedTest
        @MethodSource("dev.ashlar.pagination.PageRulesTest#injections")
        void areNeverPartOfAQuery(String injection) {
            for (String requested : List.of(injection, "-" + injection, "newest," + injection)) {
                assertThatThrownBy(() -> RULES.sort(requested))
                        .isExactlyInstanceOf(PageRequestException.class)
                        .satisfies(e -> assertThat(e.getMessage())
                                .hasSizeLessThan(250)
                                .matches(text -> text.chars()
                                        .noneMatch(c -> Character.isISOControl(c)
                                                || Character.getType(c) == Character.FORMAT
                                                || Character.getType(c) == Character.SURROGATE
                                                || Character.getType(c) == Character.LINE_SEPARATOR
                                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)));
            }
        }

        @Test
        void areShownAsFarAsTheyArePlain() {
            assertThatThrownBy(() -> RULES.sort("a\nb\u202ec\u00e9" + "d".repeat(60)))
                    .hasMessageStartingWith("Unknown sort: name=[a?b?c\u00e9" + "d".repeat(34) + "...]. Known are ");
        }
    }

    @Nested
    class Definition {

        @ParameterizedTest
        @ValueSource(strings = {"", "1st", "-name", "na me", "name,", "n\u00e9", "name\n"})
        void refusesANameThatARequestCouldNotSay(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RULES.and(name, NAME))
                    .withMessage(
                            "No sort of these rules: name=[" + name + "] keys=[name asc nulls last ignoring case]"
                                    + " names=[newest, name, best.of_all-times]."
                                    + " Give a new name of letters, digits, dots, dashes and underscores, and at least one key.");
        }

        @Test
        void refusesANameTwiceAndOneOfNoKeys() {
            assertThatIllegalArgumentException().isThrownBy(() -> RULES.and("name", NEWEST));
            assertThatIllegalArgumentException().isThrownBy(() -> RULES.and("nothing"));
            assertThatIllegalArgumentException().isThrownBy(() -> PageRules.of("nothing"));
        }

        @Test
        void isNotChangedByWhatIsMadeOfIt() {
            PageRules more = RULES.and("more", NAME).maxSize(7);
            assertThat(more.names()).endsWith("more");
            assertThat(more.maxSize()).isEqualTo(7);
            assertThat(more.and("evenMore", NAME).maxSize()).isEqualTo(7);
            assertThat(RULES.names()).doesNotContain("more");
            assertThat(RULES.maxSize()).isEqualTo(PageRules.DEFAULT_MAX_SIZE);
            assertThatThrownBy(() -> RULES.names().add("x")).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> RULES.sort("name").add(NEWEST)).isInstanceOf(UnsupportedOperationException.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
        void refusesACapBelowOne(int rows) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RULES.maxSize(rows))
                    .withMessage("Pages without rows: maxSize=" + rows + ". Give 1 or more.");
        }
    }
}
