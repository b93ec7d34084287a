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
package dev.ashlar.pagination.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** A condition as HQL and in memory. */
enum Filter {
    NONE("", Map.of(), thing -> true),
    /** Without parentheses, and with a parameter that is there twice. */
    TOP_LEVEL_OR(
            "where t.title = :title or t.title = :other or t.title <> :title and t.title <> :other",
            Map.of("title", "titlex", "other", "title"),
            thing -> true),
    EITHER(
            "where t.text = :text or t.number > :number",
            Map.of("text", "ab", "number", -1),
            thing -> "ab".equals(thing.text) || thing.number != null && thing.number > -1),
    MISSING("where t.number is null or t.text is null", Map.of(), thing -> thing.number == null || thing.text == null),
    AMONG(
            "where t.title in (:titles)",
            Map.of("titles", List.of("title", "titlexx")),
            thing -> !Objects.equals(thing.title, "titlex"));

    private final String hql;
    private final Map<String, Object> parameters;
    private final Predicate<Thing> predicate;

    Filter(String hql, Map<String, Object> parameters, Predicate<Thing> predicate) {
        this.hql = hql;
        this.parameters = parameters;
        this.predicate = predicate;
    }

    String hql() {
        return hql;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    boolean takes(Thing thing) {
        return predicate.test(thing);
    }
}
