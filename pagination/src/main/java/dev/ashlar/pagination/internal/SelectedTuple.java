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

import jakarta.persistence.Tuple;
import jakarta.persistence.TupleElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of several items, by position and by alias. */
final class SelectedTuple implements Tuple {

    private final List<@Nullable String> aliases;
    private final List<Class<?>> types;
    private final @Nullable Object[] items;

    SelectedTuple(List<@Nullable String> aliases, List<Class<?>> types, @Nullable Object[] items) {
        this.aliases = aliases;
        this.types = types;
        this.items = items;
    }

    @Override
    public <X> @Nullable X get(TupleElement<X> element) {
        return get(element.getAlias(), boxed(element.getJavaType()));
    }

    @SuppressWarnings("unchecked")
    private static <X> Class<X> boxed(Class<? extends X> type) {
        return (Class<X>) RowMapping.boxed(type);
    }

    @Override
    public <X> @Nullable X get(String alias, Class<X> type) {
        return cast(get(alias), type);
    }

    @Override
    public @Nullable Object get(String alias) {
        int index = aliases.indexOf(alias);
        if (index < 0) {
            throw new IllegalArgumentException("No such item: alias=[" + alias + "] aliases=" + aliases + ".");
        }
        return items[index];
    }

    @Override
    public <X> @Nullable X get(int i, Class<X> type) {
        return cast(get(i), type);
    }

    private static <X> @Nullable X cast(@Nullable Object value, Class<X> type) {
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("An item of another type: asked=" + type.getName() + " is="
                    + value.getClass().getName() + ".");
        }
        return type.cast(value);
    }

    @Override
    public @Nullable Object get(int i) {
        if (i < 0 || i >= items.length) {
            throw new IllegalArgumentException("No such item: position=" + i + " items=" + items.length + ".");
        }
        return items[i];
    }

    @Override
    public @Nullable Object[] toArray() {
        return items.clone();
    }

    @Override
    public List<TupleElement<?>> getElements() {
        List<TupleElement<?>> elements = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            elements.add(new Element<>(types.get(i), aliases.get(i)));
        }
        return elements;
    }

    @Override
    public String toString() {
        return Arrays.toString(items);
    }

    private record Element<X>(
            Class<? extends X> type, @Nullable String alias) implements TupleElement<X> {
        @Override
        public Class<? extends X> getJavaType() {
            return type;
        }

        @Override
        public @Nullable String getAlias() {
            return alias;
        }
    }
}
