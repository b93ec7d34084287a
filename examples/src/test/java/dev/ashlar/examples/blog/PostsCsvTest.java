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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostsCsvTest {

    private static final String HEADER = "slug,author,published_at,title,tags\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));
    private final BadRows badRows = new BadRows(console);

    @Nested
    class GoodRows {

        @Test
        void becomePosts() throws IOException {
            assertThat(read(HEADER + "a,alice,2026-03-01T01:30:00+05:30,\"One, \"\"two\"\"\nand \uD83D\uDE00\",x|y\n"))
                    .containsExactly(new PostRow(
                            "a",
                            "alice",
                            Instant.parse("2026-02-28T20:00:00Z"),
                            "One, \"two\"\nand \uD83D\uDE00",
                            Set.of("x", "y")));
            assertThat(report()).isEmpty();
        }

        @Test
        void mayHaveNoTagsRepeatedOnesAndBlankOnes() throws IOException {
            List<PostRow> rows = read(HEADER + row("a", "title", "") + row("b", "title", "x||x| |y"));
            assertThat(rows).extracting(row -> List.copyOf(row.tags())).containsExactly(List.of(), List.of("x", "y"));
        }

        @Test
        void mayHaveTheirColumnsInAnyOrderAndOthersBeside() throws IOException {
            List<PostRow> rows = read("tags,note,title,slug,published_at,author\nx,-,t,a,2026-01-01T00:00:00Z,bob\n");
            assertThat(rows).extracting(PostRow::author).containsExactly("bob");
            assertThat(rows).extracting(PostRow::title).containsExactly("t");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n", "\r"})
        void mayEndInAnyLineEndAndTheLastInNone(String end) throws IOException {
            String text = "\uFEFF" + HEADER + row("a", "t", "") + "\n"
                    + row("b", "t", "").strip();
            assertThat(read(text.replace("\n", end))).extracting(PostRow::slug).containsExactly("a", "b");
            assertThat(report()).isEmpty();
        }

        @Test
        void mayHaveATitleOf200CharactersOutsideTheBasicPlane() throws IOException {
            String title = "\uD83D\uDE00".repeat(200);
            assertThat(read(HEADER + row("a", title, "")))
                    .extracting(PostRow::title)
                    .containsExactly(title);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void areReadWhateverTheyHoldAndWhateverStandsBetween(long seed) throws IOException {
            PostFile file = new PostFile(seed, 1_000);
            List<Long> skipped = new ArrayList<>();
            try (CsvRows rows = new CsvRows(Files.newBufferedReader(write(file.text())))) {
                long line = 1;
                for (CsvRow row = rows.next(); row != null; row = rows.next()) {
                    assertThat(row.firstLine()).as("seed=%d", seed).isEqualTo(line);
                    line = row.lastLine() + 1;
                }
                assertThat(line - 1).as("seed=%d", seed).isEqualTo(file.lines());
            }
            assertThat(read(file.text())).as("seed=%d", seed).isEqualTo(file.posts);
            Matcher reported = Pattern.compile("line (\\d+)").matcher(printed.toString(StandardCharsets.UTF_8));
            while (reported.find()) {
                skipped.add(Long.valueOf(reported.group(1)));
            }
            assertThat(skipped)
                    .as("seed=%d", seed)
                    .isEqualTo(file.badLines.stream().limit(BadRows.REPORTED).toList());
            assertThat(badRows.count()).as("seed=%d", seed).isEqualTo(file.badLines.size());
        }
    }

    @Nested
    class BadRow {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '~',
                value = {
                    "a,b,c; wrong number of columns: expected=5 found=3",
                    "x,b,2026-01-01T00:00:00Z,t,,; wrong number of columns: expected=5 found=6",
                    "\"  \",b,2026-01-01T00:00:00Z,t,; slug is blank: value=[  ]",
                    "x,,2026-01-01T00:00:00Z,t,; author is blank: value=[]",
                    "x,b,2026-01-01T00:00:00Z,  ,; title is blank: value=[  ]",
                    "x,b,yesterday,t,; published_at is no date with time and offset: value=[yesterday]",
                    "x,b,,t,; published_at is no date with time and offset: value=[]",
                    "x,b,2026-01-01T00:00:00,t,; published_at is no date with time and offset: value=[2026-01-01T00:00:00]",
                    "x,b,+12026-01-01T00:00:00Z,t,; published_at is no date with time and offset: value=[+12026-01-01T00:00:00Z]",
                    "first,b,2026-01-01T00:00:00Z,t,; slug stands in an earlier row: value=[first]",
                    "x,b,2026-01-01T00:00:00Z,\"t\"t,; malformed quotes",
                })
        void isReportedWithItsLineAndSkipped(String bad, String problem) throws IOException {
            // The row before spans lines 2 and 3.
            List<PostRow> rows = read(HEADER + row("first", "\"one\ntwo\"", "") + bad + "\n" + row("last", "t", ""));
            assertThat(rows).extracting(PostRow::slug).containsExactly("first", "last");
            assertThat(report()).containsExactly("line 4: " + problem + " - skipped");
        }

        @Test
        void isOneWhoseTitleHas201Characters() throws IOException {
            assertThat(read(HEADER + row("a", "x".repeat(201), ""))).isEmpty();
            assertThat(report())
                    .containsExactly(
                            "line 2: title is longer than 200 characters: value=[" + "x".repeat(60) + "...] - skipped");
        }

        @Test
        void isOneThatIsNoUtf8() throws IOException {
            Path file = folder.resolve("latin.csv");
            Files.write(
                    file,
                    (HEADER + row("a", "caf\u00e9", "") + row("b", "tea", "")).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(read(file)).extracting(PostRow::slug).containsExactly("b");
            assertThat(report()).containsExactly("line 2: title is no UTF-8: value=[caf\uFFFD] - skipped");
        }

        @Test
        void costsItselfAloneWhenAQuoteIsNeverClosed() throws IOException {
            List<PostRow> rows = read(HEADER
                    + row("a", "\"open", "")
                    + row("b", "t", "")
                    + row("c", "\"closed\"", "")
                    + row("d", "\"open again", "")
                    + row("e", "t", ""));
            assertThat(rows).extracting(PostRow::slug).containsExactly("b", "c", "e");
            assertThat(report())
                    .containsExactly("line 2: malformed quotes - skipped", "line 5: malformed quotes - skipped");
        }

        @Test
        void tellsAllLinesItTakes() throws IOException {
            assertThat(read(HEADER + row("a", "\"1\n2\n3\"", "").replace("2026", "26")))
                    .isEmpty();
            assertThat(report()).singleElement().asString().startsWith("line 2 to 4: published_at is no date");
        }

        @Test
        void takesNoSlugFromALaterGoodOne() throws IOException {
            List<PostRow> rows = read(HEADER + row("a", "", "") + row("a", "good", ""));
            assertThat(rows).extracting(PostRow::title).containsExactly("good");
        }

        @Test
        void isCountedButNotReportedAfterTheFirstTwenty() throws IOException {
            read(HEADER + "bad\n".repeat(25));
            assertThat(report()).hasSize(21).last().isEqualTo("more bad rows are skipped and counted");
            assertThat(badRows.count()).isEqualTo(25);
        }
    }

    @Nested
    class UnusableFile {

        @Test
        void isOneThatDoesNotExist() {
            assertRefused(folder.resolve("none.csv"), "there is no such file.");
        }

        @Test
        void isADirectory() {
            assertRefused(folder, "it is a directory.");
        }

        @Test
        void isAnEmptyOne() throws IOException {
            assertRefused(write(""), "it is empty.");
        }

        @Test
        void isOneWithoutAColumn() throws IOException {
            assertRefused(
                    write("slug,author,title,tag\n"),
                    "columns are missing in its first line: missing=[published_at, tags] found=[slug,author,title,tag].");
        }

        @Test
        void isOneWithAColumnTwice() throws IOException {
            assertRefused(write("slug," + HEADER), "a column stands twice in its first line: column=slug.");
        }

        private void assertRefused(Path file, String why) {
            assertThatThrownBy(() -> PostsCsv.open(file, badRows))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessage("Posts cannot be imported: path=[" + file + "] " + why);
        }
    }

    @Test
    void aFileWithNothingButAHeaderHasNoPosts() throws IOException {
        assertThat(read(HEADER)).isEmpty();
        assertThat(read(HEADER.strip())).isEmpty();
    }

    private static String row(String slug, String title, String tags) {
        return slug + ",author,2026-01-01T00:00:00Z," + title + ',' + tags + '\n';
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "posts", ".csv"), text);
    }

    private List<PostRow> read(String text) throws IOException {
        return read(write(text));
    }

    private List<PostRow> read(Path file) throws IOException {
        List<PostRow> rows = new ArrayList<>();
        try (PostsCsv posts = PostsCsv.open(file, badRows)) {
            posts.forEach(rows::add);
        }
        return rows;
    }

    private List<String> report() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
    }
}
