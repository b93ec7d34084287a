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
package dev.ashlar.softdelete.internal.check;

import java.util.function.Consumer;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * A mapped attribute, however deep in embedded values.
 *
 * @param owner the entity that declares it, or inherits it from a mapped superclass
 * @param path its name behind those it is embedded in
 * @param ofIdentifier whether it is the entity's identifier, or part of it
 * @param collection the collection that it is, or is an element of
 * @param value its value, of a collection that of an element
 */
record Attribute(
        PersistentClass owner,
        String path,
        Property property,
        boolean ofIdentifier,
        @Nullable Collection collection,
        Value value) {

    /** All attributes that an entity adds to its superclass, those of its identifier too. */
    static void each(PersistentClass owner, Consumer<Attribute> to) {
        if (owner.getSuperclass() == null) {
            if (owner.getIdentifierProperty() != null) {
                each(of(owner, "", owner.getIdentifierProperty(), true, null), to);
            } else if (owner.getIdentifier() instanceof Component identifier) {
                identifier.getProperties().forEach(part -> each(of(owner, "", part, true, null), to));
            }
        }
        for (Property property : owner.getProperties()) {
            if (!isCopyOfIdentifier(owner, property)) {
                each(of(owner, "", property, false, null), to);
            }
        }
    }

    /** Whether Hibernate made the property to have the parts of an identifier among an entity's attributes. */
    @SuppressWarnings("ReferenceEquality") // the same part of the mapping
    static boolean isCopyOfIdentifier(PersistentClass owner, Property property) {
        return property.getValue() == owner.getIdentifierMapper();
    }

    private static void each(Attribute attribute, Consumer<Attribute> to) {
        to.accept(attribute);
        if (attribute.value instanceof Component component) {
            component.getProperties().forEach(part -> each(attribute.within(part), to));
        }
    }

    private Attribute within(Property part) {
        return of(owner, path + ".", part, ofIdentifier, collection);
    }

    private static Attribute of(
            PersistentClass owner,
            String prefix,
            Property property,
            boolean ofIdentifier,
            @Nullable Collection around) {
        String path = prefix + property.getName();
        return property.getValue() instanceof Collection own
                ? new Attribute(owner, path, property, ofIdentifier, own, own.getElement())
                : new Attribute(owner, path, property, ofIdentifier, around, property.getValue());
    }

    /** Whether what it refers to is removed with its owner, or when it is no longer referred to. */
    boolean removes() {
        CascadeStyle cascade = property.getCascadeStyle();
        return cascade.doCascade(CascadingActions.REMOVE) || cascade.hasOrphanDelete();
    }

    /** Whether the collection itself is the attribute, not something in its elements. */
    @SuppressWarnings("ReferenceEquality") // the same part of the mapping
    boolean isCollection() {
        return property.getValue() == collection;
    }

    /** As {@code attribute=Entity.attribute}. */
    String fact() {
        return "attribute=" + Mappings.simpleName(owner) + "." + path;
    }
}
