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
package dev.ashlar.audit.internal.write;

import dev.ashlar.audit.internal.json.JsonText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.BasicType;
import org.hibernate.type.CustomType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.StringJavaType;
import org.jspecify.annotations.Nullable;

/**
 * A column of the log beside its identifier.
 *
 * @param attribute the attribute of {@link dev.ashlar.audit.AuditLog}
 * @param name its name in statements
 * @param type how it is mapped
 * @param value what of a row it keeps
 * @param isText whether its values are bound as plain text, without asking the type
 */
record LogColumn(String attribute, String name, Type type, Function<LogRow, @Nullable Object> value, boolean isText) {

    static LogColumn of(String attribute, String name, Type type, Function<LogRow, @Nullable Object> value) {
        boolean isText = isJson(type)
                || (codeOf(type) == SqlTypes.VARCHAR
                        && type instanceof BasicType<?> basic
                        && basic.getMappedJavaType() instanceof StringJavaType
                        && basic.getValueConverter() == null);
        return new LogColumn(attribute, name, type, value, isText);
    }

    boolean isJson() {
        return isJson(type);
    }

    private static boolean isJson(Type type) {
        return type instanceof CustomType<?> custom && custom.getUserType() instanceof JsonText;
    }

    /** The code of the column's type, as in {@link SqlTypes}. */
    int code() {
        return codeOf(type);
    }

    static int codeOf(Type type) {
        return type instanceof BasicType<?> basic ? basic.getJdbcType().getDefaultSqlTypeCode() : SqlTypes.OTHER;
    }

    void bind(PreparedStatement statement, int position, LogRow row, SharedSessionContractImplementor session)
            throws SQLException {
        Object bound = value.apply(row);
        if (!isText) {
            type.nullSafeSet(statement, bound, position, session);
        } else if (bound == null) {
            statement.setNull(position, Types.VARCHAR);
        } else {
            statement.setString(position, (String) bound);
        }
    }
}
