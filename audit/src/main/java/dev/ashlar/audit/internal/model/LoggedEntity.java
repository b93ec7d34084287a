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

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * An entity whose changes are logged.
 *
 * @param persister Hibernate's persister of it
 * @param identifier how its identifiers are logged
 * @param attributes the logged attributes
 * @param collections the logged collections that it owns
 */
public record LoggedEntity(
        EntityPersister persister,
        LoggedType identifier,
        List<LoggedAttribute> attributes,
        List<LoggedCollection> collections) {

    static LoggedEntity of(EntityPersister persister, Notes notes, LoggedTypes types) {
        List<LoggedAttribute> attributes = new ArrayList<>();
        List<LoggedCollection> collections = new ArrayList<>();
        String[] names = persister.getPropertyNames();
        Type[] propertyTypes = persister.getPropertyTypes();
        boolean[] insertable = persister.getPropertyInsertability();
        boolean[] updatable = persister.getPropertyUpdateability();
        Generator[] generators = persister.getGenerators();
        List<String> unloggable = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            Notes here = notes.of(names[i]);
            if (here.isNotLogged() || (persister.isVersioned() && i == persister.getVersionPropertyIndex())) {
                continue;
            }
            collect(persister, propertyTypes[i], names[i], here, types, collections, unloggable);
            boolean stored = insertable[i] || updatable[i];
            // What Hibernate generates with each update; our own stamps are noted, also those within embedded values.
            boolean generated =
                    generators[i] != null && generators[i].generatesOnUpdate() && !propertyTypes[i].isComponentType();
            if (stored
                    && !generated
                    && !propertyTypes[i].isCollectionType()
                    && !(propertyTypes[i] instanceof OneToOneType)) {
                LoggedType type = typeOf(persister, names[i], propertyTypes[i], here, types, unloggable);
                if (type != null) {
                    attributes.add(new LoggedAttribute(
                            names[i], i, type, here.isMasked(), updatable[i] && type.isUpdatable()));
                }
            }
        }
        String identifier = persister.getIdentifierPropertyName();
        typeOf(
                persister,
                identifier == null ? "id" : identifier,
                persister.getIdentifierType(),
                Notes.NONE,
                types,
                unloggable);
        if (!unloggable.isEmpty()) {
            throw new UnloggableException(unloggable);
        }
        return new LoggedEntity(
                persister, types.identifier(persister), List.copyOf(attributes), List.copyOf(collections));
    }

    /** Null for one whose values have no text, which is noted. */
    private static @Nullable LoggedType typeOf(
            EntityPersister persister,
            String path,
            Type type,
            Notes notes,
            LoggedTypes types,
            List<String> unloggable) {
        try {
            return types.of(type, notes);
        } catch (UnloggableException e) {
            unloggable.add("attribute=" + persister.getEntityName() + "." + path + " type=" + e.getMessage());
            return null;
        }
    }

    @SuppressWarnings("removal") // nothing else gives the type of elements and indexes yet
    private static void collect(
            EntityPersister owner,
            Type type,
            String path,
            Notes notes,
            LoggedTypes types,
            List<LoggedCollection> collections,
            List<String> unloggable) {
        if (notes.isNotLogged()) {
            return;
        }
        if (type instanceof CollectionType collection) {
            CollectionPersister persister =
                    owner.getFactory().getMappingMetamodel().getCollectionDescriptor(collection.getRole());
            if (!persister.isInverse()) {
                LoggedType key = persister.hasIndex()
                        ? typeOf(owner, path, persister.getIndexType(), notes, types, unloggable)
                        : null;
                LoggedType element = typeOf(owner, path, persister.getElementType(), notes, types, unloggable);
                if (element != null) {
                    collections.add(new LoggedCollection(path, persister, key, element, notes.isMasked()));
                }
            }
        } else if (type instanceof ComponentType component) {
            String[] names = component.getPropertyNames();
            for (int i = 0; i < names.length; i++) {
                collect(
                        owner,
                        component.getSubtypes()[i],
                        path + "." + names[i],
                        notes.of(names[i]),
                        types,
                        collections,
                        unloggable);
            }
        }
    }

    /** The name in the log of a record's table. */
    public String tableName() {
        return persister.getIdentifierTableMapping().getTableName();
    }

    /** An identifier as text. */
    public String recordId(Object id) {
        String text = identifier.key(Objects.requireNonNull(identifier.freeze(id), "id"));
        if (text.length() <= AuditLog.MAX_RECORD_ID) {
            return text;
        }
        String digest = "#" + JsonWriter.sha256(text.getBytes(StandardCharsets.UTF_8));
        return text.substring(0, AuditLog.MAX_RECORD_ID - digest.length()) + digest;
    }

    /** Freezes an array of state; an unknown value for each attribute if there is none. */
    public @Nullable Object[] freeze(@Nullable Object @Nullable [] state) {
        @Nullable Object[] frozen = new Object[attributes.size()];
        for (int i = 0; i < frozen.length; i++) {
            LoggedAttribute attribute = attributes.get(i);
            frozen[i] = state == null
                    ? Unknown.VALUE
                    : LoggedType.freezeNullable(attribute.type(), state[attribute.index()]);
        }
        return frozen;
    }

    /** Makes frozen values those of an update: what only an insert writes is unknown in them, whatever an instance says. */
    public @Nullable Object[] updated(@Nullable Object[] frozen) {
        for (int i = 0; i < frozen.length; i++) {
            if (!attributes.get(i).updatable()) {
                frozen[i] = Unknown.VALUE;
            }
        }
        return frozen;
    }

    /** The collection of a role, if it is logged. */
    public @Nullable LoggedCollection collection(String role) {
        for (LoggedCollection collection : collections) {
            if (collection.persister().getRole().equals(role)) {
                return collection;
            }
        }
        return null;
    }

    /** The factory of the entity. */
    public SessionFactoryImplementor factory() {
        return persister.getFactory();
    }

    /** A collection of an instance. */
    public @Nullable Object collectionOf(Object instance, LoggedCollection collection) {
        return persister.getPropertyValue(instance, collection.name());
    }
}
