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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Posts in a CSV file; a row that cannot become a post is told to {@link BadRows} and left out. */
final class PostsCsv implements PostSource, AutoCloseable {

    private static final String REPLACEMENT_CHARACTER = "\uFFFD";
    private static final int LAST_YEAR = 9999;

    private final CsvRows rows;
    private final CsvHeader header;
    private final BadRows badRows;
    private final Set<String> slugs = new HashSet<>();

    private PostsCsv(CsvRows rows, CsvHeader header, BadRows badRows) {
        this.rows = rows;
        this.header = header;
        this.badRows = badRows;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws UnusableFileException if there is no such file, it cannot be read, or its first line is no header of posts
     */
    static PostsCsv open(Path path, BadRows badRows) {
        if (!Files.exists(path)) {
            throw unusable(path, "there is no such file", null);
        }
        if (Files.isDirectory(path)) {
            throw unusable(path, "it is a directory", null);
        }
        try {
            // Decodes what is no UTF-8 as the replacement character, so that it costs a row and not the file.
            CsvRows rows = new CsvRows(
                    new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8)));
            try {
                return new PostsCsv(rows, readHeader(rows), badRows);
            } catch (UnusableFileException e) {
                rows.close();
                throw unusable(path, e.getMessage(), e);
            }
        } catch (IOException e) {
            throw unusable(path, "it cannot be read", e);
        }
    }

    private static UnusableFileException unusable(Path path, @Nullable String why, @Nullable Exception cause) {
        return new UnusableFileException("Posts cannot be imported: path=[" + path + "] " + why + ".", cause);
    }

    private static CsvHeader readHeader(CsvRows rows) throws IOException {
        CsvRow first = rows.next();
        if (first == null) {
            throw new UnusableFileException("it is empty");
        }
        return CsvHeader.from(first.values());
    }

    @Override
    public void forEach(Consumer<PostRow> consumer) {
        try {
            for (CsvRow row = rows.next(); row != null; row = rows.next()) {
                if (!row.isBlank()) {
                    accept(row, consumer);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(CsvRow row, Consumer<PostRow> consumer) {
        PostRow post;
        try {
            post = post(row);
        } catch (BadRowException bad) {
            badRows.skipped(row, bad);
            return;
        }
        consumer.accept(post);
    }

    private PostRow post(CsvRow row) throws BadRowException {
        if (row.problem() != null) {
            throw new BadRowException(row.problem());
        }
        List<String> values = row.values();
        String slug = text(CsvHeader.SLUG, header.value(values, CsvHeader.SLUG));
        String author = text(CsvHeader.AUTHOR, header.value(values, CsvHeader.AUTHOR));
        Instant publishedAt = instant(header.value(values, CsvHeader.PUBLISHED_AT));
        String title = text(CsvHeader.TITLE, header.value(values, CsvHeader.TITLE));
        Set<String> tags = tags(header.value(values, CsvHeader.TAGS));
        if (!slugs.add(slug)) {
            throw bad(CsvHeader.SLUG, "stands in an earlier row", slug);
        }
        return new PostRow(slug, author, publishedAt, title, tags);
    }

    private static String text(String column, String value) throws BadRowException {
        if (value.isBlank()) {
            throw bad(column, "is blank", value);
        }
        if (Text.length(value) > Text.MAX_CHARACTERS) {
            throw bad(column, "is longer than " + Text.MAX_CHARACTERS + " characters", value);
        }
        if (value.contains(REPLACEMENT_CHARACTER)) {
            throw bad(column, "is no UTF-8", value);
        }
        return value;
    }

    private static Instant instant(String value) throws BadRowException {
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            if (time.getYear() > 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Reported below, like a year that few databases can hold.
        }
        throw bad(CsvHeader.PUBLISHED_AT, "is no date with time and offset", value);
    }

    private static Set<String> tags(String value) throws BadRowException {
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : value.split("\\|", -1)) {
            if (!tag.isBlank()) {
                tags.add(text(CsvHeader.TAGS, tag));
            }
        }
        return tags;
    }

    private static BadRowException bad(String column, String what, String value) {
        return new BadRowException(column + " " + what + ": value=[" + Text.excerpt(value) + "]");
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
