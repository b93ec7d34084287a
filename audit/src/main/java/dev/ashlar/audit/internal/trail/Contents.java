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

import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.RevertConflict.Kind;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes of a collection back.
 *
 * @param form for values
 * @param collection the collection
 */
record Contents(Form form, LoggedCollection collection) {

    /**
     * Takes one back, in the elements that are given.
     *
     * @param went what went, null for nothing
     * @param came what came, null for nothing
     * @param missing whether an element refers to what is not there
     * @return what is in the way, null if nothing is; then the elements are half changed
     */
    @Nullable
    Kind undo(Items items, @Nullable Object went, @Nullable Object came, Predicate<Object> missing) {
        if (collection.masked() || went instanceof AuditValue || came instanceof AuditValue) {
            return Kind.NOT_KEPT;
        }
        return items.isKeyed()
                ? places(items, map(went), map(came), missing)
                : elements(items, list(went), list(came), missing);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private @Nullable Kind elements(Items items, List<?> went, List<?> came, Predicate<Object> missing) {
        for (Object logged : came) {
            Object element = form.thaw(collection.element(), Objects.requireNonNull(logged));
            if (element == null) {
                return Kind.NOT_KEPT;
            }
            if (!items.removeElement(element)) {
                return Kind.CHANGED_SINCE;
            }
        }
        for (Object logged : went) {
            Object element = form.thaw(collection.element(), Objects.requireNonNull(logged));
            if (element == null) {
                return Kind.NOT_KEPT;
            }
            if (missing.test(element)) {
                return Kind.REFERENCE_MISSING;
            }
            if (!items.add(element)) {
                return Kind.CHANGED_SINCE;
            }
        }
        return null;
    }

    private @Nullable Kind places(Items items, Map<?, ?> went, Map<?, ?> came, Predicate<Object> missing) {
        Set<Object> places = new LinkedHashSet<>(came.keySet());
        places.addAll(went.keySet());
        for (Object place : places) {
            Kind kind = place(items, place.toString(), went.get(place), came.get(place), missing);
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    private @Nullable Kind place(
            Items items, String place, @Nullable Object went, @Nullable Object came, Predicate<Object> missing) {
        Object logged = came == null ? null : form.thaw(collection.element(), came);
        if (came != null && logged == null) {
            return Kind.NOT_KEPT;
        }
        if (!isSame(logged, items.at(place))) {
            return Kind.CHANGED_SINCE;
        }
        if (went == null) {
            items.remove(place);
            return null;
        }
        Object element = form.thaw(collection.element(), went);
        Object key = items.isMap() ? form.thawKey(Objects.requireNonNull(collection.key()), place) : null;
        if (element == null || (items.isMap() && key == null)) {
            return Kind.NOT_KEPT;
        }
        if (missing.test(element)) {
            return Kind.REFERENCE_MISSING;
        }
        items.put(place, key, element);
        return null;
    }

    private boolean isSame(@Nullable Object one, @Nullable Object other) {
        return LoggedType.isSameNullable(
                collection.element(),
                LoggedType.freezeNullable(collection.element(), one),
                LoggedType.freezeNullable(collection.element(), other));
    }
}
