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
package dev.ashlar.examples.blog;

import java.util.HashSet;
import java.util.Set;

/** The newest posts with their authors: one query too many per author, and the mend. */
final class FetchStep implements Step {

    private static final int POSTS = 20;
    private static final String LAZY = "select p from Post p order by p.publishedAt desc, p.id desc";
    private static final String FETCHED =
            "select p from Post p join fetch p.author order by p.publishedAt desc, p.id desc";

    @Override
    public String heading() {
        return "N+1 statements, and one";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        console.line("The names of the authors of the %d newest posts:", POSTS);
        tell(unit, console, "from Post", LAZY);
        tell(unit, console, "from Post join fetch", FETCHED);
    }

    private static void tell(BlogUnit unit, Console console, String what, String query) {
        Set<String> names = new HashSet<>();
        long statements = unit.statements()
                .during(() -> unit.factory()
                        .inSession(session -> session.createSelectionQuery(query, Post.class)
                                .setMaxResults(POSTS)
                                .getResultList()
                                .forEach(post -> names.add(post.author().name()))));
        console.line("%-21s authors=%d statements=%d", what, names.size(), statements);
    }
}
