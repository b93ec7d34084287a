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
package dev.ashlar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java block in a guide is a region of an executed test, word for word.
 *
 * <p>In the guide, {@code <!-- snippet: name -->} stands above the block; in the test, {@code // snippet: name} and
 * {@code // end} enclose the region.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final String MARK = "<!-- snippet: ";

    static List<Path> guides() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyJavaBlockIsARegionOfATest(Path guide) throws IOException {
        Map<String, String> regions = regions();
        List<String> lines = Files.readAllLines(guide);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```java")) {
                String above = i == 0 ? "" : lines.get(i - 1);
                assertThat(above)
                        .as("%s:%d has no snippet mark above it", guide.getFileName(), i + 1)
                        .startsWith(MARK);
                String name = above.substring(MARK.length(), above.length() - " -->".length());
                int end = lines.subList(i, lines.size()).indexOf("```") + i;
                assertThat(regions).as("%s:%d", guide.getFileName(), i).containsKey(name);
                assertThat(String.join("\n", lines.subList(i + 1, end)))
                        .as("%s:%d, the snippet %s", guide.getFileName(), i, name)
                        .isEqualTo(regions.get(name));
            }
        }
    }

    @Test
    void everyRegionStandsInAGuide() throws IOException {
        TreeSet<String> unused = new TreeSet<>(regions().keySet());
        for (Path guide : guides()) {
            String text = Files.readString(guide);
            unused.removeIf(name -> text.contains(MARK + name + " -->"));
        }
        assertThat(unused).isEmpty();
    }

    private static Map<String, String> regions() throws IOException {
        Map<String, String> regions = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs/src/test/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("SnippetsTest.java")) {
                    addRegions(Files.readAllLines(file), regions);
                }
            }
        }
        return regions;
    }

    private static void addRegions(List<String> lines, Map<String, String> regions) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("// snippet: ")) {
                List<String> region = new ArrayList<>();
                for (i++; !lines.get(i).strip().equals("// end"); i++) {
                    region.add(lines.get(i));
                }
                regions.put(
                        line.substring("// snippet: ".length()),
                        String.join("\n", region).stripIndent());
            }
        }
    }
}
