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

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What came of a walk over all pages.
 *
 * @param lost rows that were on no page
 * @param repeated rows that came again, each time
 * @param end how it ended, if not by the last page
 */
record Completeness(int lost, int repeated, String end) {

    static <C> Completeness of(Contestant<C> contestant, int rows) {
        Set<Long> seen = new HashSet<>();
        int read = 0;
        String end = "";
        try {
            Contestant.Part<C> part = contestant.first();
            while (true) {
                List<Post> posts = part.posts();
                read += posts.size();
                posts.forEach(post -> seen.add(post.id));
                if (part.next() == null) {
                    break;
                }
                if (read > 2 * rows) {
                    end = ", endless";
                    break;
                }
                part = contestant.next(part.next());
            }
        } catch (RuntimeException e) {
            end = ", then " + e.getClass().getSimpleName();
        }
        return new Completeness(rows - seen.size(), read - seen.size(), end);
    }

    @Override
    public String toString() {
        return lost + " / " + repeated + end;
    }
}
