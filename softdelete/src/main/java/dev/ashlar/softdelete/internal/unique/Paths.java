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
package dev.ashlar.softdelete.internal.unique;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;

/** Attributes of mapped entities, by their paths. */
final class Paths {

    private Paths() {}

    /** The value of an attribute that an entity has or inherits, if there is one. */
    static Optional<Value> find(PersistentClass entity, String path) {
        List<String> names = List.of(path.split("\\.", -1));
        Optional<Value> value = named(attributes(entity), names.get(0));
        for (String name : names.subList(1, names.size())) {
            value = value.filter(Component.class::isInstance)
                    .flatMap(embedded -> named(((Component) embedded).getProperties().stream(), name));
        }
        return value;
    }

    /** The beginning of a path that leads through an association, if it does. */
    static Optional<String> association(PersistentClass entity, String path) {
        for (int end = path.indexOf('.'); end >= 0; end = path.indexOf('.', end + 1)) {
            String start = path.substring(0, end);
            if (find(entity, start).filter(ToOne.class::isInstance).isPresent()) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    private static Stream<Property> attributes(PersistentClass entity) {
        Stream<Property> attributes = entity.getPropertyClosure().stream();
        if (entity.getIdentifierProperty() != null) {
            return Stream.concat(attributes, Stream.of(entity.getIdentifierProperty()));
        }
        return entity.getIdentifier() instanceof Component several
                ? Stream.concat(attributes, several.getProperties().stream())
                : attributes;
    }

    private static Optional<Value> named(Stream<Property> attributes, String name) {
        return attributes
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .map(Property::getValue);
    }
}
