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

import dev.ashlar.testkit.SqlKind;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call that sends SQL to the database: a statement, or a batch of them.
 *
 * @param connection the connection below the observed one
 * @param sql the text; the texts of a batch of plain statements are joined by {@code ";\n"}
 * @param values the bound values, one list per row of a batch, in the order of the parameters; of a plain statement none
 * @param batch whether it is a batch, however small
 */
public record Execution(
        Connection connection, SqlKind kind, String sql, List<List<@Nullable Object>> values, boolean batch) {}
