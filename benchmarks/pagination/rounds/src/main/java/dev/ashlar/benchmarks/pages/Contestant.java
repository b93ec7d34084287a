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

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A way to page through a listing. Each page is read in a session of its own, which is closed.
 *
 * @param <C> what a page is continued by
 */
interface Contestant<C> {

    /** Rows of a page. */
    int SIZE = 20;

    /** The first page. */
    Part<C> first();

    /** The page that goes on from there. */
    Part<C> next(C cursor);

    /**
     * Where it would go on after so many rows.
     *
     * @param rows how many, not 0
     * @param last the last of them
     */
    C after(int rows, Post last);

    /**
     * A page.
     *
     * @param posts its rows
     * @param next by what it is continued; null if it is the last
     */
    record Part<C>(List<Post> posts, @Nullable C next) {

        /** Of one row more than it has, if there are more. */
        static <C> Part<C> of(List<Post> read, Function<Post, C> cursor) {
            if (read.size() <= SIZE) {
                return new Part<>(read, null);
            }
            return new Part<>(read.subList(0, SIZE), cursor.apply(read.get(SIZE - 1)));
        }
    }
}
