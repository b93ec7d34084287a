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
package dev.ashlar.audit.internal.model;

import dev.ashlar.core.ground.Stamping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;

/**
 * What was noted on the attributes of an entity, by their paths, seen from one of them.
 *
 * @param path where, empty for the entity
 * @param masked paths that are masked
 * @param notLogged paths that are not logged
 * @param insertOnly paths that no update writes
 */
record Notes(String path, Set<String> masked, Set<String> notLogged, Set<String> insertOnly) {

    static final Notes NONE = new Notes("", Set.of(), Set.of(), Set.of());

    static Notes of(PersistentClass entity) {
        Notes notes = new Notes("", new HashSet<>(), new HashSet<>(), new HashSet<>());
        entity.getPropertyClosure().forEach(property -> {
            Stamping.stampedByWrites(property)
                    .forEach(inner -> notes.notLogged.add(
                            inner.isEmpty() ? property.getName() : property.getName() + "." + inner));
            notes.collect("", List.of(property));
        });
        return notes;
    }

    private void collect(String prefix, List<Property> properties) {
        for (Property property : properties) {
            String here = prefix + property.getName();
            if (Note.MASKED.isOn(property)) {
                masked.add(here);
            }
            if (Note.NOT_LOGGED.isOn(property)) {
                notLogged.add(here);
            }
            if (!property.isUpdatable()) {
                insertOnly.add(here);
            }
            collect(here + ".", property.getValue());
        }
    }

    private void collect(String prefix, Value value) {
        if (value instanceof Component component) {
            collect(prefix, component.getProperties());
        } else if (value instanceof Collection collection) {
            collect(prefix, collection.getElement());
            if (collection instanceof IndexedCollection indexed && indexed.getIndex() instanceof Component key) {
                collect(prefix, key.getProperties());
            }
        }
    }

    Notes of(String name) {
        return new Notes(path.isEmpty() ? name : path + "." + name, masked, notLogged, insertOnly);
    }

    boolean isMasked() {
        return masked.contains(path);
    }

    boolean isNotLogged() {
        return notLogged.contains(path);
    }

    boolean isInsertOnly() {
        return insertOnly.contains(path);
    }
}
