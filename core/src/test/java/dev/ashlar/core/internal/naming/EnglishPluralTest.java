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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnglishPluralTest {

    @ParameterizedTest
    @CsvSource({
        "post, posts",
        "day, days",
        "key, keys",
        "category, categories",
        "colloquy, colloquies",
        "address, addresses",
        "bus, buses",
        "status, statuses",
        "campus, campuses",
        "box, boxes",
        "tax, taxes",
        "index, indexes",
        "branch, branches",
        "wish, wishes",
        "quiz, quizzes",
        "analysis, analyses",
        "basis, bases",
        "axis, axes",
        "hero, heroes",
        "photo, photos",
        "video, videos",
        "potato, potatoes",
        "roof, roofs",
        "leaf, leaves",
        "knife, knives",
        "wife, wives",
        "half, halves",
        "shelf, shelves",
        "life, lives",
        "belief, beliefs",
        "person, people",
        "salesperson, salespeople",
        "child, children",
        "grandchild, grandchildren",
        "man, men",
        "woman, women",
        "salesman, salesmen",
        "human, humans",
        "german, germans",
        "mouse, mice",
        "goose, geese",
        "mongoose, mongooses",
        "tooth, teeth",
        "foot, feet",
        "ox, oxen",
        "datum, data",
        "medium, media",
        "criterion, criteria",
        "matrix, matrices",
        "vertex, vertices",
        "stomach, stomachs",
        "lens, lenses",
        "alias, aliases",
        "line2, line2s",
        "größe, größes"
    })
    void inflectsAWord(String singular, String plural) {
        assertThat(EnglishPlural.of(singular)).isEqualTo(plural);
    }

    @ParameterizedTest
    @CsvSource({
        "purchase_order, purchase_orders",
        "sales_person, sales_people",
        "user_data, user_data",
        "http_server, http_servers",
        "order_index, order_indexes"
    })
    void inflectsTheLastWord(String singular, String plural) {
        assertThat(EnglishPlural.of(singular)).isEqualTo(plural);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "news",
                "series",
                "species",
                "sheep",
                "fish",
                "equipment",
                "information",
                "data",
                "metadata",
                "software",
                "user_feedback"
            })
    void leavesWordsWithoutAPlural(String word) {
        assertThat(EnglishPlural.of(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settings",
                "orders",
                "people",
                "salespeople",
                "children",
                "men",
                "women",
                "mice",
                "criteria",
                "media",
                "addresses",
                "statuses",
                "indices",
                "menus",
                "apis",
                "uris",
                "skus",
                "wikis",
                "taxis",
                "photos"
            })
    void leavesPlurals(String word) {
        assertThat(EnglishPlural.of(word)).isEqualTo(word);
    }

    @Test
    void inflectsTheSameInATurkishLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(EnglishPlural.of(SnakeCase.of("CITY"))).isEqualTo("cities");
        } finally {
            Locale.setDefault(before);
        }
    }
}
