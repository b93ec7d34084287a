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
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file row by row; malformed quotes cost the one line that they stand in.
 *
 * <p>Each row has a parser of its own, over the physical lines that are not read yet: a parser that gave up somewhere in a
 * row has swallowed what follows (all the rest, after a quote that is never closed), so reading goes on with the next line.
 */
final class CsvRows implements Closeable {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader source;
    private final List<String> lines = new ArrayList<>();
    private int used;
    private long line;

    CsvRows(BufferedReader source) {
        this.source = source;
    }

    /** The next row, or {@code null} after the last one. */
    @Nullable
    CsvRow next() throws IOException {
        long first = line + 1;
        // The parser is not closed: that would close nothing but the view of the lines.
        CSVParser parser = CSVParser.builder()
                .setReader(new LineReader(this::lineAt))
                .setFormat(FORMAT)
                .get();
        Iterator<CSVRecord> rows = parser.iterator();
        try {
            if (!rows.hasNext()) {
                return null;
            }
            List<String> values = rows.next().toList();
            use((int) parser.getCurrentLineNumber());
            return new CsvRow(first, line, values, null);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                use(1);
                return new CsvRow(first, line, List.of(), "malformed quotes");
            }
            throw e.getCause();
        }
    }

    private void use(int count) {
        line += count;
        used += count;
        if (used == lines.size()) {
            lines.clear();
            used = 0;
        }
    }

    private @Nullable String lineAt(int index) throws IOException {
        while (used + index >= lines.size()) {
            String next = readLine();
            if (next == null) {
                return null;
            }
            lines.add(line == 0 && lines.isEmpty() && next.startsWith(BYTE_ORDER_MARK) ? next.substring(1) : next);
        }
        return lines.get(used + index);
    }

    /** With its end, which belongs to the value if it stands in quotes. */
    private @Nullable String readLine() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = source.read(); next != -1; next = source.read()) {
            text.append((char) next);
            if (next == '\n' || (next == '\r' && !newlineFollows())) {
                break;
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    private boolean newlineFollows() throws IOException {
        source.mark(1);
        int next = source.read();
        source.reset();
        return next == '\n';
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
