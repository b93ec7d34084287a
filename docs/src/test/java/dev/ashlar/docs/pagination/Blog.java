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
package dev.ashlar.docs.pagination;

import static dev.ashlar.pagination.Sort.desc;

import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.CursorTokens;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Pagination;
import dev.ashlar.pagination.TokenPage;
import jakarta.persistence.EntityManager;

/** The application of the guide to pagination: what a controller calls. */
final class Blog {

    // snippet: paging-posts
    static final Pagination<Post> POSTS = Pagination.of("from Post p where p.writer.id = :writer", Post.class)
            .sort(desc("publishedAt").nullsLast());
    // end

    private final CursorTokens tokens;

    Blog(CursorTokens tokens) {
        this.tokens = tokens;
    }

    // snippet: paging-tokens
    TokenPage<String> titles(EntityManager em, Long writer, String token, String user) {
        CursorTokens mine = tokens.boundTo(user);
        Pages<Post> posts = POSTS.parameter("writer", writer).in(em);
        CursorPage<Post> page = token == null ? posts.first(20) : posts.at(mine.decode(token), 20);
        return page.map(Post::title).tokens(mine);
    }
    // end
}
