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

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;

/** A shop written by a {@code Session} and posts by a {@code StatelessSession}, both in batches. */
final class RowsStep implements Step {

    private static final List<Class<?>> ENTITIES =
            List.of(User.class, Profile.class, Post.class, Tag.class, PostTag.class, Product.class, Order.class);

    private final PostSource posts;
    private final BadRows badRows;

    RowsStep(PostSource posts, BadRows badRows) {
        this.posts = posts;
        this.badRows = badRows;
    }

    @Override
    public String heading() {
        return "Rows, in batches";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        SessionFactory factory = unit.factory();
        long shopInserts =
                unit.statements().insertsDuring(() -> unit.transactions().run(SampleShop::persist));
        console.line("A shop by persist in a Session: %d insert statements prepared for all its rows.", shopInserts);
        writePosts(unit, console);
        console.words(
                "rows",
                ENTITIES.stream()
                        .map(type -> type.getSimpleName() + "=" + count(factory, "from " + type.getSimpleName()))
                        .toList());
        console.words(
                "posts by",
                List.of(
                        "authors=" + count(factory, "select distinct author.id from Post"),
                        "tags=" + count(factory, "select distinct tag.id from PostTag")));
    }

    private void writePosts(BlogUnit unit, Console console) {
        console.line("Posts by insertMultiple in a StatelessSession, %d per transaction:", Importer.POSTS);
        AtomicLong imported = new AtomicLong();
        Importer importer = Importer.into(unit.factory());
        Progress progress = new Progress(console);
        long inserts = unit.statements().insertsDuring(() -> imported.set(importer.write(posts, progress)));
        console.line("imported=%d skipped=%d", imported.get(), badRows.count());
        console.line(
                "took %.1f s, %d rows/s, with authors, tags and links in %d JDBC batches",
                progress.seconds(), progress.perSecond(imported.get()), inserts);
    }

    private static long count(SessionFactory factory, String query) {
        return factory.fromStatelessSession(
                session -> session.createSelectionQuery(query, Object.class).getResultCount());
    }
}
