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
import jakarta.persistence.criteria.Selection;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.query.criteria.JpaSelection;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/** Puts the keys of a row in front of what the query selects, and makes the user's row of what comes back. */
final class RowMapping {

    private enum Shape {
        /** The one item itself. */
        SINGLE,
        ARRAY,
        LIST,
        MAP,
        TUPLE,
        /** The items are arguments of a constructor. */
        CONSTRUCTED
    }

    private final Shape shape;
    private final Class<?> resultType;
    private final List<@Nullable String> aliases;
    private final List<Class<?>> types;

    private RowMapping(Shape shape, Class<?> resultType, List<@Nullable String> aliases, List<Class<?>> types) {
        this.shape = shape;
        this.resultType = resultType;
        this.aliases = aliases;
        this.types = types;
    }

    static RowMapping of(QueryTree tree, Class<?> resultType) {
        List<SqmSelection<?>> selections = tree.selections();
        List<@Nullable String> aliases = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        for (SqmSelection<?> selection : selections) {
            aliases.add(selection.getAlias());
            var javaType = selection.getNodeJavaType();
            types.add(javaType == null ? Object.class : boxed(javaType.getJavaTypeClass()));
        }
        return new RowMapping(shape(tree, resultType, types), resultType, aliases, types);
    }

    private static Shape shape(QueryTree tree, Class<?> resultType, List<Class<?>> types) {
        if (resultType == Object[].class) {
            return Shape.ARRAY;
        } else if (resultType == Tuple.class) {
            return Shape.TUPLE;
        } else if (types.size() <= 1 && (types.isEmpty() || fits(tree, resultType, types.get(0)))) {
            return Shape.SINGLE;
        } else if (resultType == Object.class) {
            return Shape.ARRAY;
        } else if (resultType == List.class) {
            return Shape.LIST;
        } else if (resultType == Map.class) {
            return Shape.MAP;
        } else if (resultType.isInterface()
                || resultType.isPrimitive()
                || resultType.isEnum()
                || resultType.getPackageName().startsWith("java.")) {
            throw new PaginationException("The query does not select that: resultType=" + resultType.getName()
                    + " selected=" + types + " query=[" + tree.shown() + "]. Give the type of its rows.");
        }
        return Shape.CONSTRUCTED;
    }

    private static boolean fits(QueryTree tree, Class<?> resultType, Class<?> selected) {
        SqmSelectableNode<?> node = tree.selections().get(0).getSelectableNode();
        return node instanceof SqmDynamicInstantiation || boxed(resultType).isAssignableFrom(selected);
    }

    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** What the statement selects behind the keys. */
    List<Selection<?>> selected(QueryTree tree) {
        List<Selection<?>> items = new ArrayList<>();
        for (SqmSelection<?> selection : tree.selections()) {
            items.add((JpaSelection<?>) selection.getSelectableNode());
        }
        if (items.isEmpty()) {
            items.add(tree.base());
        }
        return shape == Shape.CONSTRUCTED
                ? List.of(tree.builder().construct(resultType, items.toArray(Selection[]::new)))
                : items;
    }

    /** The user's row. */
    @Nullable
    Object row(@Nullable Object[] selected, int keys) {
        if (shape == Shape.SINGLE || shape == Shape.CONSTRUCTED) {
            return selected[keys];
        }
        @Nullable Object[] items = Arrays.copyOfRange(selected, keys, selected.length);
        return switch (shape) {
            case LIST -> Arrays.asList(items);
            case MAP -> byAlias(items);
            case TUPLE -> new SelectedTuple(aliases, types, items);
            default -> items;
        };
    }

    private Map<String, @Nullable Object> byAlias(@Nullable Object[] items) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < items.length; i++) {
            String alias = aliases.get(i);
            map.put(alias == null ? Integer.toString(i) : alias, items[i]);
        }
        return map;
    }
}
