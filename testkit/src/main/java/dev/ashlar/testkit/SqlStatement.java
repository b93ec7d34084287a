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
package dev.ashlar.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution: of a statement, or of a batch.
 *
 * @param sql the text as it was sent; of a batch of plain statements, their texts
 * @param values what was bound, as texts, in the order of the parameters: one list for each row of a batch, else one; long ones are
 *     abbreviated
 * @param batch whether it was sent as a batch, be it of one row
 * @param failed whether the database refused it
 * @param thread the name of the thread that sent it
 * @param line the line of the user's code that caused it, outside of entities if it can be; {@code null} if there was none
 */
public record SqlStatement(
        SqlKind kind,
        String sql,
        List<List<String>> values,
        boolean batch,
        boolean failed,
        String thread,
        @Nullable StackTraceElement line) {

    /** Copies the values. */
    public SqlStatement {
        values = values.stream().map(List::copyOf).toList();
    }
}
