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
package dev.ashlar.softdelete.internal.purge;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.type.descriptor.ValueBinder;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a key. A key is the value of its column, or the list of the values of its columns.
 *
 * @param names the columns in the order of the identifier's attributes
 * @param types how each is read and written
 */
record Columns(List<String> names, List<JdbcMapping> types) {

    Columns {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    static Columns of(List<? extends SelectableMapping> columns) {
        return new Columns(
                columns.stream().map(SelectableMapping::getSelectionExpression).toList(),
                columns.stream().map(SelectableMapping::getJdbcMapping).toList());
    }

    /** Columns of the same types under other names. */
    Columns named(List<String> others) {
        return new Columns(others, types);
    }

    int size() {
        return names.size();
    }

    /** The columns for a list, behind an alias. */
    String list(String alias) {
        return names.stream().map(name -> alias + name).collect(Collectors.joining(", "));
    }

    /** The columns as one value. */
    String tuple(String alias) {
        return size() == 1 ? list(alias) : "(" + list(alias) + ")";
    }

    /** The condition that a key is one of as many. */
    String in(String alias, int keys, Dialect dialect) {
        if (size() == 1) {
            return list(alias) + " in (" + repeated("?", ", ", keys) + ")";
        }
        if (dialect.supportsRowValueConstructorSyntaxInInList()) {
            return tuple(alias) + " in (" + repeated("(" + repeated("?", ", ", size()) + ")", ", ", keys) + ")";
        }
        String one = names.stream().map(name -> alias + name + "=?").collect(Collectors.joining(" and ", "(", ")"));
        return "(" + repeated(one, " or ", keys) + ")";
    }

    private static String repeated(String text, String separator, int times) {
        return String.join(separator, Collections.nCopies(times, text));
    }

    /** Sets the parameters of {@link #in}; answers the index of the next one. */
    int bind(PreparedStatement statement, int at, Collection<?> keys, SharedSessionContractImplementor session)
            throws SQLException {
        int next = at;
        for (Object key : keys) {
            List<?> values = size() == 1 ? List.of(key) : (List<?>) key;
            for (int i = 0; i < size(); i++) {
                @SuppressWarnings("unchecked") // it was read by the same type
                ValueBinder<Object> binder = types.get(i).getJdbcValueBinder();
                binder.bind(statement, values.get(i), next++, session);
            }
        }
        return next;
    }

    /** Reads a key; null if one of its columns is. */
    @Nullable
    Object read(ResultSet row, int at, SharedSessionContractImplementor session) throws SQLException {
        List<Object> values = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            Object value = types.get(i).getJdbcValueExtractor().extract(row, at + i, session);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return size() == 1 ? values.get(0) : List.copyOf(values);
    }
}
