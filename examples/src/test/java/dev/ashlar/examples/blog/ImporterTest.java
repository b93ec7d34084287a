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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.naming.NamingSettings;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlKind;
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.SqlStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PersistenceTest(
        entities = {
            User.class,
            Profile.class,
            Post.class,
            Comment.class,
            Tag.class,
            PostTag.class,
            Product.class,
            Order.class
        },
        settings = NamingSettings.NAMING + "=" + NamingSettings.PLURAL_SNAKE_CASE,
        database = Engine.H2)
class ImporterTest {

    private static final int ROWS = 3_000;
    private static final int LINKS = ROWS * 3 / 2;
    private static final int AUTHORS_AND_TAGS = 220;

    /** At least: one fetch from a sequence brings 50 ids, and ends the batch before it. */
    private static final int ROWS_PER_BATCH = 50;

    @TempDir
    Path folder;

    private final Console console = new Console(new PrintStream(OutputStream.nullOutputStream()));
    private final BlogUnit unit;
    private final SessionFactory factory;

    /** The blog's own unit, as it is set, on the test's database. */
    ImporterTest(DataSource database) {
        unit = BlogUnit.open(Map.of(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, database));
        factory = unit.factory();
    }

    @AfterEach
    void close() {
        unit.close();
    }

    @Test
    void writesEveryRowWithItsAuthorAndItsTags() throws IOException {
        PostFile file = new PostFile(7, ROWS);
        Path path = Files.writeString(folder.resolve("posts.csv"), file.text());
        BadRows badRows = new BadRows(console);
        try (PostsCsv posts = PostsCsv.open(path, badRows)) {
            assertThat(Importer.into(factory).write(posts, new Progress(console)))
                    .isEqualTo(ROWS);
        }
        assertThat(badRows.count()).isEqualTo(file.badLines.size());
        assertThat(counts("select p.author.name, count(*) from Post p group by p.author.name"))
                .isEqualTo(file.postsByAuthor());
        assertThat(counts("select l.tag.name, count(*) from PostTag l group by l.tag.name"))
                .isEqualTo(file.postsByTag());
        assertThat(postsAsRows()).containsExactlyInAnyOrderElementsOf(file.posts);
    }

    private static boolean isOfTheLog(SqlStatement statement) {
        return statement.sql().startsWith("insert into audit_logs");
    }

    @Test
    void sendsNoRowAloneToTheDatabase(SqlLog sql) {
        int prepared = (int) unit.statements()
                .insertsDuring(() -> Importer.into(factory).write(new SamplePosts(ROWS), new Progress(console)));
        int logged =
                (int) sql.statements().stream().filter(ImporterTest::isOfTheLog).count();
        int rows = sql.statements().stream()
                .filter(statement -> statement.kind() == SqlKind.INSERT && !isOfTheLog(statement))
                .mapToInt(insert -> insert.values().size())
                .sum();
        assertThat(rows).isEqualTo(ROWS + LINKS + AUTHORS_AND_TAGS);
        assertThat(sql)
                .selects(2)
                .inserts(prepared + logged)
                .batches(prepared + logged)
                .nothingElse();
        assertThat(prepared).isLessThan(rows / ROWS_PER_BATCH);
    }

    @Test
    void takesTheUsersAndTagsThatAreThere() {
        PostRow row = new PostRow("a", "alice", Instant.EPOCH, "t", Set.of("x"));
        factory.inTransaction(session -> {
            session.persist(new User("alice", "alice@example.org"));
            session.persist(new Tag("x"));
        });
        Importer.into(factory).write(consumer -> consumer.accept(row), new Progress(console));
        assertThat(counts("select p.author.email, count(*) from Post p group by p.author.email"))
                .containsOnlyKeys("alice@example.org");
        assertThat(counts("select name, count(*) from Tag group by name")).isEqualTo(Map.of("x", 1));
    }

    @Test
    void writesTheLongestTextsThatAFileMayHold() {
        String longest = "\uD83D\uDE00".repeat(Text.MAX_CHARACTERS);
        PostRow row = new PostRow(longest, longest, Instant.EPOCH, longest, Set.of(longest));
        Importer.into(factory).write(consumer -> consumer.accept(row), new Progress(console));
        assertThat(postsAsRows()).containsExactly(row);
    }

    @Test
    void writesNothingForNoRows() {
        assertThat(Importer.into(factory).write(consumer -> {}, new Progress(console)))
                .isZero();
    }

    private TreeMap<String, Integer> counts(String query) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        factory.inStatelessSession(session -> session.createSelectionQuery(query, Object[].class)
                .getResultList()
                .forEach(row -> counts.put((String) row[0], ((Long) row[1]).intValue())));
        return counts;
    }

    private List<PostRow> postsAsRows() {
        Map<String, Set<String>> tags = new TreeMap<>();
        return factory.fromSession(session -> {
            session.createSelectionQuery("select l.post.slug, l.tag.name from PostTag l", Object[].class)
                    .getResultList()
                    .forEach(row -> tags.computeIfAbsent((String) row[0], slug -> new HashSet<>())
                            .add((String) row[1]));
            return session
                    .createSelectionQuery("select slug, author.name, publishedAt, title from Post", Object[].class)
                    .getResultList()
                    .stream()
                    .map(row -> new PostRow(
                            (String) row[0],
                            (String) row[1],
                            (Instant) row[2],
                            (String) row[3],
                            tags.getOrDefault((String) row[0], Set.of())))
                    .toList();
        });
    }
}
