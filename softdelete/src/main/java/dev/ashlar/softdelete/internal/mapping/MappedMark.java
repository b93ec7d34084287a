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
package dev.ashlar.softdelete.internal.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * A marking attribute while the metadata is being built.
 *
 * @param role what it says
 * @param path the attribute, behind those it is embedded in
 */
public record MappedMark(MarkRole role, List<Property> path) {

    /** Copies the path. */
    public MappedMark {
        path = List.copyOf(path);
    }

    /** All marking attributes of an entity, its superclasses' too. */
    public static List<MappedMark> of(PersistentClass entity) {
        List<MappedMark> found = new ArrayList<>();
        entity.getPropertyClosure().forEach(property -> collect(List.of(property), found));
        return found;
    }

    private static void collect(List<Property> path, List<MappedMark> found) {
        Property last = path.get(path.size() - 1);
        MarkRole.of(last).ifPresent(role -> found.add(new MappedMark(role, path)));
        if (last.getValue() instanceof Component component) {
            for (Property attribute : component.getProperties()) {
                List<Property> longer = new ArrayList<>(path);
                longer.add(attribute);
                collect(longer, found);
            }
        }
    }

    /** The attribute itself. */
    public Property attribute() {
        return path.get(path.size() - 1);
    }

    /** The attribute's name behind those it is embedded in, such as {@code deletion.deletedAt}. */
    public String name() {
        return path.stream().map(Property::getName).collect(Collectors.joining("."));
    }
}
