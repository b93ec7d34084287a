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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The columns of a file of posts: in any order, others beside them are not read. */
final class CsvHeader {

    static final String SLUG = "slug";
    static final String AUTHOR = "author";
    static final String PUBLISHED_AT = "published_at";
    static final String TITLE = "title";
    static final String TAGS = "tags";

    private static final List<String> COLUMNS = List.of(SLUG, AUTHOR, PUBLISHED_AT, TITLE, TAGS);

    private final Map<String, Integer> positions;
    private final int size;

    private CsvHeader(Map<String, Integer> positions, int size) {
        this.positions = positions;
        this.size = size;
    }

    /**
     * The header that a row is.
     *
     * @throws UnusableFileException if a column is missing or stands twice
     */
    static CsvHeader from(List<String> names) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (positions.put(name, i) != null && COLUMNS.contains(name)) {
                throw new UnusableFileException("a column stands twice in its first line: column=" + name);
            }
        }
        List<String> missing =
                COLUMNS.stream().filter(name -> !positions.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new UnusableFileException("columns are missing in its first line: missing=" + missing + " found=["
                    + Text.excerpt(String.join(",", names)) + "]");
        }
        return new CsvHeader(positions, names.size());
    }

    String value(List<String> row, String column) throws BadRowException {
        if (row.size() != size) {
            throw new BadRowException("wrong number of columns: expected=" + size + " found=" + row.size());
        }
        return row.get(Objects.requireNonNull(positions.get(column)));
    }
}
