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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.PaginationException;
import jakarta.persistence.Tuple;
import jakarta.persistence.TupleElement;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Makes the user's rows of what SQL selects: an entity by its columns, anything else by their position. */
final class NativeRows {

    private static final String KEY = "ashlar_column_";

    private final Source.NativeSql source;
    private final int keys;
    private final boolean entity;

    NativeRows(SessionFactoryImplementor factory, Source.NativeSql source, int keys) {
        this.source = source;
        this.keys = keys;
        this.entity = factory.getMappingMetamodel().findEntityDescriptor(source.resultType()) != null;
    }

    /** The keys under names of ours, then all columns. */
    String selected(NativeTerms terms) {
        StringBuilder selected = new StringBuilder();
        for (int i = 0; i < keys; i++) {
            selected.append(terms.key(i)).append(" as ").append(KEY).append(i).append(", ");
        }
        return selected.append(NativeSqlQuery.ROWS).append(".*").toString();
    }

    NativeQuery<?> open(SharedSessionContractImplementor session, String sql) {
        if (!entity) {
            return session.createNativeQuery(sql, Tuple.class);
        }
        NativeQuery<?> query = session.createNativeQuery(sql, Object[].class);
        for (int i = 0; i < keys; i++) {
            query.addScalar(KEY + i);
        }
        return query.addEntity(NativeSqlQuery.ROWS, source.resultType());
    }

    /** Rows with their keys first, the user's row last. */
    List<@Nullable Object[]> withKeys(List<?> read) {
        List<@Nullable Object[]> all = new ArrayList<>(read.size());
        for (Object row : read) {
            if (row instanceof Tuple tuple) {
                @Nullable Object[] values = tuple.toArray();
                @Nullable Object[] made = Arrays.copyOf(values, keys + 1);
                made[keys] = made(tuple, Arrays.copyOfRange(values, keys, values.length));
                all.add(made);
            } else {
                all.add((@Nullable Object[]) row);
            }
        }
        return all;
    }

    private @Nullable Object made(Tuple tuple, @Nullable Object[] values) {
        Class<?> type = source.resultType();
        if (type == Object[].class) {
            return values;
        } else if (type == Tuple.class || type == Map.class) {
            List<@Nullable String> names = new ArrayList<>();
            List<Class<?>> types = new ArrayList<>();
            List<TupleElement<?>> elements = tuple.getElements();
            for (TupleElement<?> element : elements.subList(keys, elements.size())) {
                names.add(element.getAlias());
                types.add(element.getJavaType());
            }
            return type == Tuple.class ? new SelectedTuple(names, types, values) : byName(names, values);
        } else if (type == List.class) {
            return Arrays.asList(values);
        } else if (values.length == 1 && (values[0] == null || type.isInstance(values[0]))) {
            return values[0];
        }
        return constructed(type, values);
    }

    private static Map<@Nullable String, @Nullable Object> byName(
            List<@Nullable String> names, @Nullable Object[] values) {
        Map<@Nullable String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(names.get(i), values[i]);
        }
        return map;
    }

    private Object constructed(Class<?> type, @Nullable Object[] values) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (fits(constructor.getParameterTypes(), values)) {
                try {
                    constructor.setAccessible(true);
                    return constructor.newInstance(values);
                } catch (ReflectiveOperationException | RuntimeException e) {
                    throw new PaginationException(
                            "The row's constructor fails: constructor=" + constructor + " values="
                                    + Arrays.toString(values) + " query=[" + source.sql() + "].",
                            e);
                }
            }
        }
        throw new PaginationException("No constructor takes the columns: resultType=" + type.getName() + " columns="
                + Arrays.stream(values)
                        .map(value -> value == null ? "null" : value.getClass().getSimpleName())
                        .toList()
                + " query=[" + source.sql() + "]. Cast them in the query, or take Tuple.");
    }

    private static boolean fits(Class<?>[] types, @Nullable Object[] values) {
        if (types.length != values.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Object value = values[i];
            Class<?> boxed = RowMapping.boxed(types[i]);
            if (value == null ? types[i].isPrimitive() : !boxed.isInstance(value)) {
                return false;
            }
        }
        return true;
    }
}
