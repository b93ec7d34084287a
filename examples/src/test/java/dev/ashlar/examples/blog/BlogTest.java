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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlogTest {

    @TempDir
    Path folder;

    @Test
    void showsEachStepWithItsFacts() {
        List<String> lines = run("");
        assertThat(lines)
                .hasSizeLessThan(120)
                .allMatch(line -> line.length() <= 100)
                .noneMatch(line -> line.contains("false") || line.contains("null") || line.contains("accepted"))
                .contains(
                        "1. Schema",
                        "2. Rows, in batches",
                        "imported=10000 skipped=0",
                        "rows           User=300 Profile=100 Post=10000 Tag=20 PostTag=15000 Product=50 Order=500",
                        "posts by       authors=200 tags=20",
                        "3. Timestamps",
                        "4. Check constraints",
                        "5. Equality",
                        "The proxy is still not loaded: true, statements=0",
                        "6. N+1 statements, and one",
                        "from Post             authors=20 statements=21",
                        "from Post join fetch  authors=20 statements=1",
                        "7. Pages, by number and by cursor",
                        "page 1    statements=2 of 10000 posts  post-9999 post-9998 post-9997",
                        "page 3334 statements=1 of 10000 posts  post-000",
                        "first     statements=1  post-9999 post-9998 post-9997",
                        "next      statements=1  post-9996 post-9995 post-9994",
                        "previous  statements=1  post-9999 post-9998 post-9997",
                        "last      statements=1  post-002 post-001 post-000",
                        "8. A walk over all rows",
                        "rows=10000 letters=195560",
                        "batches=10 statements=10, by the id, each from where the last one ended",
                        "9. Change context",
                        "in the block:                 alice, because of support ticket 4711",
                        "in a task of the executor:    nobody",
                        "the same, executor wrapped:   alice, because of support ticket 4711",
                        "after the block:              nobody",
                        "10. Nested blocks",
                        "the nested block is refused by ck_products_stock, and undone",
                        "the outer transaction is committed",
                        "stored         cornerstone copestone",
                        "11. Many rows, a few bad ones",
                        "stored=997 refused=3",
                        "pebble-123 is refused by ck_products_price",
                        "pebble-456 is refused by ck_products_stock",
                        "pebble-070 is refused by uq_products_name",
                        "12. Retry",
                        "attempt 1  reads stock=10 version=0",
                        "attempt 1  rolled back",
                        "attempt 2  reads stock=8 version=1",
                        "attempt 2  committed",
                        "stored     stock=7 version=2",
                        "13. Hooks",
                        "at 9.95  released",
                        "at 0.00  refused by ck_products_price, and its hook dropped",
                        "before the commit  announced=[]",
                        "after the commit   announced=[stone at 9.95]",
                        "14. Soft delete",
                        "removed    live posts=0 comments=0  with deleted posts=1 comments=2",
                        "in the bin 2 comments of keystone, which alice removed too=true",
                        "the deletion has rows=3, in the way stands []",
                        "restored   live posts=1 comments=2  with deleted posts=1 comments=2",
                        "a delete from Comment is refused",
                        "by softDelete it marks rows=1",
                        "a purge deletes rows=3",
                        "left of the post: []",
                        "15. History",
                        "INSERT      by alice because of a draft      []",
                        "UPDATE      by bob   because of a typo       [title]",
                        "SOFT_DELETE by carol because of spam         [deletedAt, deletedBy, deletionId]",
                        "RESTORE     by alice because of no spam      [deletedAt, deletedBy, deletionId]",
                        "after the INSERT      title=The lintel, PRESENT",
                        "after the SOFT_DELETE title=The lintle, SOFT_DELETED",
                        "reverted rows=1 conflicts=0",
                        "REVERT by dave: title=The lintel, which takes back the row of bob=true",
                        "columns  created by alice, updated by dave");
    }

    @Test
    void importsAFileInstead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("posts.csv"),
                "slug,author,published_at,title,tags\n"
                        + "a,ann,2026-01-01T00:00:00Z,One,x|y\n"
                        + "b,bob,soon,Two,x\n"
                        + "c,ann,2026-01-01T00:00:00Z,Three,\n");
        assertThat(run(file.toString()))
                .contains(
                        "line 3: published_at is no date with time and offset: value=[soon] - skipped",
                        "imported=2 skipped=1",
                        "posts by       authors=1 tags=2",
                        "from Post             authors=1 statements=2",
                        "from Post join fetch  authors=1 statements=1",
                        "page 1    statements=1 of 2 posts  c a",
                        "rows=2 letters=8");
    }

    @Test
    void runsToItsEndOnAFileWithoutPosts() throws IOException {
        Path file = Files.writeString(folder.resolve("posts.csv"), "slug,author,published_at,title,tags\n");
        assertThat(run(file.toString())).contains("imported=0 skipped=0", "13. Hooks");
    }

    @Test
    void endsWithOneSentenceAndStatus1WhenTheFileCannotBeUsed() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process blog = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Blog.class.getName(),
                        "--posts=none.csv")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(blog.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(blog.exitValue()).isEqualTo(1);
        assertThat(Files.readString(out)).isEmpty();
        assertThat(Files.readAllLines(err))
                .containsExactly("Posts cannot be imported: path=[none.csv] there is no such file.");
    }

    private static List<String> run(String path) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Blog.run(path, new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
    }
}
