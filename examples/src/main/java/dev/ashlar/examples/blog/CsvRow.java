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

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a CSV file and where it stands; lines count from 1.
 *
 * @param firstLine the physical line it starts at
 * @param lastLine the physical line it ends at: a quoted value may span lines
 * @param problem why it could not be read, {@code null} if it could
 */
record CsvRow(
        long firstLine,
        long lastLine,
        List<String> values,
        @Nullable String problem) {

    boolean isBlank() {
        return problem == null && values.size() == 1 && values.get(0).isBlank();
    }
}
