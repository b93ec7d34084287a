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
package dev.ashlar.audit.internal.touch;

import dev.ashlar.audit.TouchedByCollections;
import dev.ashlar.core.ground.Stamping;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** Which entities {@link TouchedByCollections} means, read from the mappings. */
public final class Touched {

    private Touched() {}

    /** The names of those that are ours to touch: one with a version is touched by Hibernate. */
    public static Set<String> in(Collection<PersistentClass> entities) {
        return entities.stream()
                .filter(entity -> isMeant(entity) && !entity.isVersioned())
                .map(PersistentClass::getEntityName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong with one, to be told at boot. */
    public static List<String> problems(PersistentClass entity) {
        if (!isMeant(entity)) {
            return List.of();
        }
        if (!entity.isMutable()) {
            return List.of("@TouchedByCollections stands on an immutable entity, whose rows are never updated: entity="
                    + entity.getEntityName() + ". Remove it, or @Immutable.");
        }
        if (!entity.isVersioned() && !any(entity.getPropertyClosure(), Touched::isStamped)) {
            return List.of("@TouchedByCollections finds nothing to touch: entity=" + entity.getEntityName()
                    + ". Add an attribute with @UpdatedAt, @UpdatedBy or @Version, or remove it.");
        }
        return List.of();
    }

    private static boolean isMeant(PersistentClass entity) {
        Class<?> type = entity.getMappedClass();
        return type != null
                && type.isAnnotationPresent(TouchedByCollections.class)
                && any(entity.getPropertyClosure(), Touched::isOwnedCollection);
    }

    private static boolean isOwnedCollection(Property property) {
        return property.getValue() instanceof org.hibernate.mapping.Collection collection
                && !collection.isInverse()
                && property.isOptimisticLocked();
    }

    private static boolean isStamped(Property property) {
        return !Stamping.stampedByWrites(property).isEmpty();
    }

    /** Whether it holds for one of them or for one within an embedded value. */
    private static boolean any(List<Property> properties, Predicate<Property> condition) {
        return properties.stream()
                .anyMatch(property -> condition.test(property)
                        || (property.getValue() instanceof Component component
                                && any(component.getProperties(), condition)));
    }
}
