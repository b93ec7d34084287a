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
package dev.ashlar.pagination;

import java.util.List;

/**
 * How PostgreSQL reads the page behind a cursor.
 *
 * @param seeks whether it goes to the cut by an index and reads the rows in their order from there, without a sort; if keys go in
 *     different directions it goes to the first key's value, and leaves out from there
 * @param lines the plan, as {@code EXPLAIN} prints it
 */
public record SeekPlan(boolean seeks, List<String> lines) {

    /** Copies the lines. */
    public SeekPlan {
        lines = List.copyOf(lines);
    }
}
