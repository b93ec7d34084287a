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

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A made-up file of posts with everything that is awkward in one, and what a correct import must make of it. */
final class PostFile {

    private static final List<String> PIECES = List.of(
            "plain", ",", "\"", "\"\"", "\n", "\r\n", "|", " ", "'", ";", "😀", "שלום", "ß", "İ", "\t", "\\",
            "a\u0301");
    private static final List<String> BAD_ROWS = List.of(
            "too,few,columns",
            "bad-%d,author,2026-01-01T00:00:00Z,title,tag,one too many",
            ",author,2026-01-01T00:00:00Z,no slug,",
            "bad-%d, ,2026-01-01T00:00:00Z,no author,",
            "bad-%d,author,2026-01-01,no time,",
            "bad-%d,author,2026-01-01T00:00:00,no offset,",
            "bad-%d,author,2026-02-30T00:00:00Z,no such day,",
            "bad-%d,author,2026-01-01T00:00:00Z,,no title",
            "bad-%d,author,2026-01-01T00:00:00Z,\"quoted\" and more,",
            "slug-0,author,2026-01-01T00:00:00Z,a slug again,",
            "bad-%d,author,2026-01-01T00:00:00Z," + "x".repeat(201) + ",");

    private final Random random;
    private final StringBuilder text = new StringBuilder("\uFEFF");
    private long line;

    /** What must be imported. */
    final List<PostRow> posts = new ArrayList<>();

    /** The first lines of the rows that must be skipped. */
    final Set<Long> badLines = new LinkedHashSet<>();

    PostFile(long seed, int rows) {
        random = new Random(seed);
        line("slug,author,published_at,title,tags");
        for (int i = 0; i < rows; i++) {
            good(i);
            if (random.nextInt(100) == 0) {
                badLines.add(line + 1);
                line(BAD_ROWS.get(random.nextInt(BAD_ROWS.size())).formatted(i));
            }
            if (random.nextInt(200) == 0) {
                line("");
            }
        }
    }

    String text() {
        return text.toString();
    }

    long lines() {
        return line;
    }

    /** How many posts each author has, counted here. */
    TreeMap<String, Integer> postsByAuthor() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        posts.forEach(post -> counts.merge(post.author(), 1, Integer::sum));
        return counts;
    }

    /** How many posts each tag is on, counted here. */
    TreeMap<String, Integer> postsByTag() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        posts.forEach(post -> post.tags().forEach(tag -> counts.merge(tag, 1, Integer::sum)));
        return counts;
    }

    private void good(int i) {
        Set<String> tags = new LinkedHashSet<>();
        for (int k = random.nextInt(4); k > 0; k--) {
            tags.add("tag " + random.nextInt(30) + (random.nextBoolean() ? "é" : "\""));
        }
        String time = "2026-03-%02dT10:00:00+05:30".formatted(1 + random.nextInt(28));
        String author = "author " + random.nextInt(50) + (random.nextBoolean() ? "" : ", Dr.");
        PostRow post =
                new PostRow("slug-" + i, author, OffsetDateTime.parse(time).toInstant(), title(), tags);
        posts.add(post);
        line(String.join(",", post.slug(), quoted(author), time, quoted(post.title()), quoted(String.join("|", tags))));
    }

    private String title() {
        StringBuilder title = new StringBuilder("t");
        for (int k = random.nextInt(6); k > 0; k--) {
            title.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return title.toString();
    }

    private String quoted(String value) {
        boolean needed = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed || random.nextInt(5) == 0 ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private void line(String row) {
        text.append(row).append(random.nextBoolean() ? "\n" : "\r\n");
        line += 1 + row.chars().filter(c -> c == '\n').count();
    }
}
