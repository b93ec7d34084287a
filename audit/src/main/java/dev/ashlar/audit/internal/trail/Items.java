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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedType;
import jakarta.persistence.metamodel.PluralAttribute;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The elements of a live collection, to take changes back in before anything is written. */
final class Items {

    private final LoggedCollection collection;

    /** By the text of index or key; of a set or bag by a number of our own. */
    private final Map<String, Item> items = new LinkedHashMap<>();

    private int added;

    private Items(LoggedCollection collection) {
        this.collection = collection;
    }

    /**
     * An element.
     *
     * @param key its key in a map, else null
     * @param element the element
     */
    private record Item(@Nullable Object key, Object element) {}

    static Items of(LoggedCollection collection, @Nullable Object live) {
        Items items = new Items(collection);
        if (live instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                if (key != null && element != null) {
                    items.put(items.text(key), key, element);
                }
            });
        } else if (live != null) {
            int at = 0;
            for (Object element : elements(live)) {
                if (element != null) {
                    items.put(items.isKeyed() ? Integer.toString(at) : items.next(), null, element);
                }
                at++;
            }
        }
        return items;
    }

    private static Collection<?> elements(Object live) {
        if (live instanceof Collection<?> collection) {
            return collection;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(live); i++) {
            elements.add(Array.get(live, i));
        }
        return elements;
    }

    private String next() {
        return Integer.toString(added++);
    }

    private String text(Object key) {
        LoggedType type = Objects.requireNonNull(collection.key());
        return type.key(Objects.requireNonNull(LoggedType.freezeNullable(type, key)));
    }

    boolean isKeyed() {
        return collection.key() != null;
    }

    boolean isMap() {
        return isMap(collection);
    }

    /** Whether a collection is a map. */
    static boolean isMap(LoggedCollection collection) {
        return kind(collection) == PluralAttribute.CollectionType.MAP;
    }

    private static PluralAttribute.CollectionType kind(LoggedCollection collection) {
        return collection
                .persister()
                .getCollectionSemantics()
                .getCollectionClassification()
                .toJpaClassification();
    }

    /** The element at a place. */
    @Nullable
    Object at(String place) {
        Item item = items.get(place);
        return item == null ? null : item.element();
    }

    /** Puts an element at a place. */
    void put(String place, @Nullable Object key, Object element) {
        items.put(place, new Item(key, element));
    }

    /** Empties a place. */
    void remove(String place) {
        items.remove(place);
    }

    /** Adds an element; false if a set has it already. */
    boolean add(Object element) {
        if (kind(collection) == PluralAttribute.CollectionType.SET && place(element) != null) {
            return false;
        }
        put(next(), null, element);
        return true;
    }

    /** Removes one that is the same in the log; false if there is none. */
    boolean removeElement(Object element) {
        String place = place(element);
        return place != null && items.remove(place) != null;
    }

    private @Nullable String place(Object element) {
        Object frozen = LoggedType.freezeNullable(collection.element(), element);
        for (Map.Entry<String, Item> item : items.entrySet()) {
            if (LoggedType.isSameNullable(
                    collection.element(),
                    frozen,
                    LoggedType.freezeNullable(
                            collection.element(), item.getValue().element()))) {
                return item.getKey();
            }
        }
        return null;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** All of them, as the collection takes them: a map or a list. */
    Object whole() {
        if (isMap()) {
            Map<Object, Object> map = new LinkedHashMap<>();
            items.values().forEach(item -> map.put(Objects.requireNonNull(item.key()), item.element()));
            return map;
        }
        List<@Nullable Object> list = new ArrayList<>();
        if (!isKeyed()) {
            items.values().forEach(item -> list.add(item.element()));
            return list;
        }
        Map<Integer, Object> byIndex = new TreeMap<>();
        items.forEach((place, item) -> byIndex.put(Integer.valueOf(place), item.element()));
        byIndex.forEach((index, element) -> {
            while (list.size() < index) {
                list.add(null);
            }
            list.add(element);
        });
        return list;
    }

    /** Writes them into the live collection; gives the one to set if there is none, or it is an array. */
    @SuppressWarnings("unchecked") // as Hibernate fills them
    @Nullable
    Object writeInto(@Nullable Object live) {
        Object whole = whole();
        if (collection.persister().isArray()) {
            List<?> list = (List<?>) whole;
            Object array = Array.newInstance(collection.persister().getElementClass(), list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(array, i, list.get(i));
            }
            return array;
        }
        Object target = live != null
                ? live
                : collection.persister().getCollectionSemantics().instantiateRaw(0, collection.persister());
        if (target instanceof Map<?, ?> map) {
            Map<Object, Object> known = (Map<Object, Object>) map;
            Map<?, ?> next = (Map<?, ?>) whole;
            known.keySet().removeIf(key -> !items.containsKey(text(key)));
            next.forEach(known::put);
        } else {
            write((Collection<Object>) target, (List<Object>) whole);
        }
        return live == null ? target : null;
    }

    /** What stays is not touched, but in a list, which is its order. */
    private void write(Collection<Object> target, List<Object> whole) {
        if (target instanceof List && isKeyed()) {
            target.clear();
            target.addAll(whole);
            return;
        }
        Items left = of(collection, whole);
        for (Iterator<Object> each = target.iterator(); each.hasNext(); ) {
            Object element = each.next();
            if (element != null && !left.removeElement(element)) {
                each.remove();
            }
        }
        left.items.values().forEach(item -> target.add(item.element()));
    }
}
