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
package dev.ashlar.benchmarks.pages;

import java.time.Instant;
import java.util.function.Function;

/** A sort that has an index. */
enum Listing {
    /** The latest first; three at a time are of the same moment. */
    CREATED("createdAt", "p.createdAt desc, p.id desc", post -> post.createdAt),
    /** The latest first, and those that are not published, every fifth, after all others. */
    PUBLISHED("publishedAt", "p.publishedAt desc nulls last, p.id desc", post -> post.publishedAt);

    private final String attribute;
    private final String order;
    private final Function<Post, Instant> value;

    Listing(String attribute, String order, Function<Post, Instant> value) {
        this.attribute = attribute;
        this.order = order;
        this.value = value;
    }

    /** The first key; the second is the id, in the same direction. */
    String attribute() {
        return attribute;
    }

    /** In HQL. */
    String order() {
        return order;
    }

    /** Of the first key. */
    Instant value(Post post) {
        return value.apply(post);
    }
}
