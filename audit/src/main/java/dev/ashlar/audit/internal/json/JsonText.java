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
package dev.ashlar.audit.internal.json;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.jspecify.annotations.Nullable;

/**
 * Text in a column of the engine's JSON type. Not Hibernate's own mapping of JSON, which needs a mapper on the class path even for text
 * ({@code SessionFactoryOptionsBuilder.getJsonFormatMapper}, 7.4.13).
 */
public final class JsonText implements UserType<String> {

    /** For Hibernate. */
    public JsonText() {}

    /** What stands for such a value in a statement, with one parameter. */
    public static String parameter(Dialect dialect) {
        if (dialect instanceof H2Dialect) {
            return "? format json"; // a bare text would become a JSON string
        }
        return dialect instanceof PostgreSQLDialect ? "cast(? as jsonb)" : "?";
    }

    @Override
    public int getSqlType() {
        return SqlTypes.JSON;
    }

    @Override
    public Class<String> returnedClass() {
        return String.class;
    }

    @Override
    public @Nullable String nullSafeGet(ResultSet rs, int position, WrapperOptions options) throws SQLException {
        return rs.getString(position);
    }

    @Override
    public void nullSafeSet(PreparedStatement statement, @Nullable String value, int position, WrapperOptions options)
            throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.VARCHAR);
        } else {
            statement.setString(position, value);
        }
    }

    @Override
    public @Nullable String deepCopy(@Nullable String value) {
        return value;
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    @Override
    public @Nullable Serializable disassemble(@Nullable String value) {
        return value;
    }

    @Override
    public @Nullable String assemble(@Nullable Serializable cached, @Nullable Object owner) {
        return (String) cached;
    }
}
