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
package dev.ashlar.core.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** The names that a {@link Catalog} should have, from a file on the class path. */
public final class ExpectedNames {

    private ExpectedNames() {}

    /** A line that holds on some engines only names them behind a {@code #}. */
    public static List<String> of(String resource, Engine engine) {
        try (InputStream file = ExpectedNames.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("No file of expected names: resource=" + resource);
            }
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line ->
                            !line.contains("#") || line.contains(engine.name().toLowerCase(Locale.ROOT)))
                    .map(line -> line.replaceFirst(" +#.*", ""))
                    // Its only name for a primary key.
                    .map(line -> engine == Engine.MARIADB
                            ? line.replaceFirst("(primary key \\S+)\\..*", "$1.primary")
                            : line)
                    .filter(line -> !line.isBlank())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("Could not read " + resource, e);
        }
    }
}
