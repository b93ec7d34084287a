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
package dev.ashlar.contracts;

import dev.ashlar.softdelete.DeletedRow;
import dev.ashlar.softdelete.DeletionId;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.SoftDeletes;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The rows of soft-deletable entities, live and marked. */
final class SoftDeletableRows {

    private SoftDeletableRows() {}

    static Set<DeletedRow> of(SessionFactoryImplementor factory) {
        return factory.fromTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            Set<DeletedRow> rows = new HashSet<>();
            factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
                if (isRoot(entity) && entity.getMappedClass().isAnnotationPresent(SoftDeletable.class)) {
                    session.createSelectionQuery("select id(e) from " + entity.getEntityName() + " e", Object.class)
                            .getResultList()
                            .forEach(id -> rows.add(new DeletedRow(entity.getMappedClass(), id)));
                }
            });
            return rows;
        }));
    }

    private static boolean isRoot(EntityPersister entity) {
        return entity.getEntityName().equals(entity.getRootEntityName());
    }

    /** The deletion that an instance was marked by. */
    static UUID deletionOf(Object entity, Session session) {
        Object plain = Hibernate.unproxy(entity);
        EntityPersister persister = ((SharedSessionContractImplementor) session).getEntityPersister(null, plain);
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            UUID found = deletionIn(
                    plain.getClass(), persister.getPropertyNames()[i], types[i], persister.getValue(plain, i));
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError("An entity was not marked with a deletion: entity=" + persister.getEntityName()
                + ". Give it an attribute with @DeletionId.");
    }

    private static @Nullable UUID deletionIn(Class<?> owner, String name, Type type, @Nullable Object value) {
        if (value instanceof UUID id && isDeletionId(owner, name)) {
            return id;
        }
        if (value != null && type instanceof ComponentType component) {
            for (int i = 0; i < component.getPropertyNames().length; i++) {
                UUID found = deletionIn(
                        component.getReturnedClass(),
                        component.getPropertyNames()[i],
                        component.getSubtypes()[i],
                        component.getPropertyValue(value, i));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isDeletionId(Class<?> owner, String name) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name) && isDeletionId(field)) {
                    return true;
                }
            }
            for (Method method : type.getDeclaredMethods()) {
                if (isGetter(method, name) && isDeletionId(method)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isGetter(Method method, String name) {
        return method.getName().equals(name) || method.getName().equalsIgnoreCase("get" + name);
    }

    private static boolean isDeletionId(AccessibleObject member) {
        return member.isAnnotationPresent(DeletionId.class);
    }
}
