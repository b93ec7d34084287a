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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** Makes {@link LoggedType}s from Hibernate's. */
final class LoggedTypes {

    private final SessionFactoryImplementor factory;
    private final Map<String, LoggedType> identifiers = new ConcurrentHashMap<>();

    LoggedTypes(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** The type of an entity's identifiers. */
    LoggedType identifier(EntityPersister persister) {
        String root = persister.getRootEntityName();
        LoggedType known = identifiers.get(root);
        if (known == null) {
            known = of(persister.getIdentifierType(), Notes.NONE);
            identifiers.put(root, known);
        }
        return known;
    }

    /**
     * The type of an attribute or element.
     *
     * @throws UnloggableException if there is no text for its values
     */
    LoggedType of(Type type, Notes notes) {
        if (type instanceof ComponentType component) {
            return embedded(component, notes);
        }
        if (type instanceof EntityType entity) {
            return new References(entity.getAssociatedEntityName(), factory, this);
        }
        if (type instanceof AnyType) {
            return new AnyReferences(factory, this);
        }
        if (type instanceof BasicType<?> basic) {
            return BasicValues.of(basic, factory);
        }
        throw new UnloggableException(type.getReturnedClass());
    }

    private LoggedType embedded(ComponentType type, Notes notes) {
        List<EmbeddedValues.Part> parts = new ArrayList<>();
        String[] names = type.getPropertyNames();
        Type[] types = type.getSubtypes();
        for (int i = 0; i < names.length; i++) {
            Notes inner = notes.of(names[i]);
            boolean logged = !inner.isNotLogged() && !types[i].isCollectionType();
            parts.add(new EmbeddedValues.Part(
                    names[i], logged ? of(types[i], inner) : null, inner.isMasked(), !inner.isInsertOnly()));
        }
        return new EmbeddedValues(type, parts);
    }
}
