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
package dev.ashlar.testkit.internal.jdbc;

import dev.ashlar.testkit.SqlStatement;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An execution as it was.
 *
 * @param reason the association that it fetched, as far as it can be told by the time it is asked; {@code null} if it was for something
 *     else
 */
public record Recorded(SqlStatement statement, @Nullable Supplier<Fetched> reason) {

    /** The association that it fetched; {@code null} if it was for something else. */
    public @Nullable Fetched fetched() {
        return reason == null ? null : reason.get();
    }
}
