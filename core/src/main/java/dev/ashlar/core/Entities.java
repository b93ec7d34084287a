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
package dev.ashlar.core;

import jakarta.persistence.Entity;
import java.util.function.Function;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Equality of entities, for those that extend neither {@link LongEntity} nor {@link UuidEntity}.
 *
 * <pre>{@code
 * @Override
 * public final boolean equals(Object other) {
 *     return Entities.equal(this, other, Order::getId);
 * }
 *
 * @Override
 * public final int hashCode() {
 *     return Entities.hash(this);
 * }
 * }</pre>
 *
 * <p>For a composite id the function makes it from its parts, and answers {@code null} while one of them is missing.
 *
 * <p>Two instances are equal if they have the same root entity and the same id, whichever of them is a proxy; an instance
 * without id equals only itself. Nothing is loaded for it. The root entity is the topmost class with
 * {@link Entity @Entity} above the instance's class; a class mapped by XML alone, without the annotation anywhere above
 * it, is its own root.
 *
 * @apiNote Declare both methods {@code final}. Hibernate's proxy intercepts a method that is not, and loads the row.
 */
public final class Entities {

    private static final ClassValue<Class<?>> ROOTS = new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> type) {
            Class<?> root = null;
            for (Class<?> next = type; next != null; next = next.getSuperclass()) {
                if (next.isAnnotationPresent(Entity.class)) {
                    root = next;
                }
            }
            return root == null ? type : root;
        }
    };

    private Entities() {}

    /**
     * Whether two references stand for the same row.
     *
     * @param self the instance whose {@code equals} is asked, a proxy too
     * @param other what it is compared with
     * @param id reads the id of an instance that is no proxy; never called on a proxy
     */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the same root entity; identity is meant
    public static <E> boolean equal(
            E self, @Nullable Object other, Function<? super E, ? extends @Nullable Object> id) {
        if (self == other) {
            return true;
        }
        if (other == null || rootOf(self) != rootOf(other)) {
            return false;
        }
        Object own = idOf(self, id);
        return own != null && own.equals(idOf((E) other, id));
    }

    /** A hash that stays the same when the id is assigned: that of the root entity. */
    public static int hash(Object self) {
        return rootOf(self).getName().hashCode();
    }

    private static Class<?> rootOf(Object reference) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(reference);
        return ROOTS.get(proxy == null ? reference.getClass() : proxy.getPersistentClass());
    }

    private static <E> @Nullable Object idOf(E reference, Function<? super E, ? extends @Nullable Object> id) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(reference);
        return proxy == null ? id.apply(reference) : proxy.getInternalIdentifier();
    }
}
