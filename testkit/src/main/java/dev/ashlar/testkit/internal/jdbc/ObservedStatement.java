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

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of any kind that hands its executions to an interceptor, with what was bound to it. */
final class ObservedStatement extends Observed<Statement> {

    /** Of a prepared statement or call. */
    private final @Nullable String prepared;

    private final Connection innerConnection;
    private final Connection connection;
    private final StatementInterceptor interceptor;
    private final BoundValues values = new BoundValues();
    /** The texts of a batch of a plain statement. */
    private final List<String> texts = new ArrayList<>();

    ObservedStatement(
            Statement inner,
            @Nullable String prepared,
            Connection innerConnection,
            Connection connection,
            StatementInterceptor interceptor) {
        super(inner);
        this.prepared = prepared;
        this.innerConnection = innerConnection;
        this.connection = connection;
        this.interceptor = interceptor;
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        return switch (name) {
            case "getConnection" -> connection;
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> execute(method, arguments);
            case "executeBatch", "executeLargeBatch" -> executeBatch(method, arguments);
            default -> {
                Object result = passOn(method, arguments);
                // Only what the driver has accepted is bound.
                remember(name, arguments);
                yield result;
            }
        };
    }

    private void remember(String name, Object[] arguments) {
        if (name.equals("addBatch")) {
            if (arguments.length > 0) {
                texts.add((String) arguments[0]);
            } else {
                values.addRow();
            }
        } else if (name.equals("clearBatch")) {
            clearBatch();
        } else if (name.equals("clearParameters")) {
            values.clear();
        } else if (name.startsWith("set") && arguments.length > 1) {
            values.bind(arguments[0], name.equals("setNull") ? null : arguments[1]);
        }
    }

    private @Nullable Object execute(Method method, Object[] arguments) throws Throwable {
        String sql = arguments.length > 0 ? (String) arguments[0] : prepared;
        return around(sql, arguments.length > 0 ? List.of() : List.of(values.row()), false, method, arguments);
    }

    private @Nullable Object executeBatch(Method method, Object[] arguments) throws Throwable {
        try {
            if (texts.isEmpty() && values.rows().isEmpty()) {
                // Nothing is sent.
                return passOn(method, arguments);
            }
            String sql = texts.isEmpty() ? prepared : String.join(";\n", texts);
            return around(sql, values.rows(), true, method, arguments);
        } finally {
            clearBatch();
        }
    }

    private void clearBatch() {
        texts.clear();
        values.clearRows();
    }

    private @Nullable Object around(
            @Nullable String sql, List<List<@Nullable Object>> rows, boolean batch, Method method, Object[] arguments)
            throws SQLException {
        String text = sql == null ? "" : sql;
        Execution execution = new Execution(innerConnection, SqlText.kindOf(texts, text), text, rows, batch);
        return interceptor.around(execution, () -> {
            try {
                return passOn(method, arguments);
            } catch (SQLException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new SQLException("The driver threw what JDBC does not allow", e);
            }
        });
    }
}
