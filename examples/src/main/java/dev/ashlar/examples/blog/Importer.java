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

import dev.ashlar.core.transaction.StatelessTransactions;
import dev.ashlar.core.transaction.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Writes posts with their authors, tags and links, many in a transaction.
 *
 * <p>Rows go to the database in batches: of links all in a transaction, of the others up to 50. Each 50 ids are fetched from
 * a sequence, and Hibernate sends what waits before it sends a query ({@code JdbcCoordinatorImpl} 7.4).
 */
final class Importer {

    /** Posts per transaction. */
    static final int POSTS = 500;

    private final StatelessTransactions transactions;
    private final Map<String, User> authors;
    private final Map<String, Tag> tags;
    private final List<PostRow> waiting = new ArrayList<>(POSTS);
    private long rows;

    private Importer(StatelessTransactions transactions, Map<String, User> authors, Map<String, Tag> tags) {
        this.transactions = transactions;
        this.authors = authors;
        this.tags = tags;
    }

    /** An importer that knows the users and tags that are there. */
    static Importer into(SessionFactory factory) {
        StatelessTransactions transactions = Transactions.of(factory).stateless();
        return factory.fromStatelessSession(session -> new Importer(
                transactions, byName(session, User.class, User::name), byName(session, Tag.class, Tag::name)));
    }

    private static <E> Map<String, E> byName(StatelessSession session, Class<E> type, Function<E, String> name) {
        return session.createQuery("from " + type.getSimpleName(), type)
                .getResultStream()
                .collect(Collectors.toMap(name, Function.identity(), (one, other) -> one, HashMap::new));
    }

    /** Writes all posts of a source; returns how many. */
    long write(PostSource posts, Progress progress) {
        posts.forEach(row -> {
            waiting.add(row);
            if (waiting.size() == POSTS) {
                writeWaiting();
            }
            progress.count(++rows);
        });
        writeWaiting();
        return rows;
    }

    private void writeWaiting() {
        transactions.run(session -> {
            List<User> newAuthors = new ArrayList<>();
            List<Tag> newTags = new ArrayList<>();
            List<Post> posts = new ArrayList<>();
            List<PostTag> links = new ArrayList<>();
            for (PostRow row : waiting) {
                User author = authors.computeIfAbsent(row.author(), name -> added(newAuthors, new User(name, null)));
                Post post = added(posts, new Post(row.slug(), row.title(), author, row.publishedAt()));
                for (String name : row.tags()) {
                    Tag tag = tags.computeIfAbsent(name, key -> added(newTags, new Tag(key)));
                    links.add(new PostTag(post, tag, row.publishedAt()));
                }
            }
            session.insertMultiple(newAuthors);
            session.insertMultiple(newTags);
            session.insertMultiple(posts);
            session.insertMultiple(links);
        });
        waiting.clear();
    }

    private static <E> E added(List<E> list, E element) {
        list.add(element);
        return element;
    }
}
