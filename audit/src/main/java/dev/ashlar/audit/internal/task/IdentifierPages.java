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
package dev.ashlar.audit.internal.task;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.BasicType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The identifiers of an entity, its subclasses not included, page by page in their order. */
final class IdentifierPages {

    private final EntityPersister entity;
    private final int size;
    private final List<String> paths = new ArrayList<>();

    IdentifierPages(EntityPersister entity, int size) {
        this.entity = entity;
        this.size = size;
        if (entity.getIdentifierType() instanceof ComponentType composite) {
            String prefix = entity.getIdentifierPropertyName() == null ? "" : entity.getIdentifierPropertyName() + ".";
            for (String name : composite.getPropertyNames()) {
                paths.add("e." + prefix + name);
            }
        } else {
            paths.add("id(e)");
        }
    }

    /** How many are on a page; of identifiers with references or embedded values in them, all. */
    int size() {
        return isSeekable() ? size : Integer.MAX_VALUE;
    }

    private boolean isSeekable() {
        if (!(entity.getIdentifierType() instanceof ComponentType composite)) {
            return true;
        }
        for (Type part : composite.getSubtypes()) {
            if (!(part instanceof BasicType<?>)) {
                return false;
            }
        }
        return true;
    }

    List<Object> after(SharedSessionContractImplementor session, @Nullable Object last) {
        boolean alone = entity.getSubclassEntityNames().size() == 1;
        List<String> conditions = new ArrayList<>();
        if (!alone) {
            conditions.add("type(e) = :type");
        }
        if (last != null) {
            conditions.add("(" + seek() + ")");
        }
        // The order of what cannot be sought does not matter.
        String order = isSeekable() ? " order by " + String.join(", ", paths) : "";
        SelectionQuery<Object> query = session.createSelectionQuery(
                "select id(e) from " + entity.getEntityName() + " e"
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)) + order,
                Object.class);
        if (isSeekable()) {
            query.setMaxResults(size);
        }
        if (!alone) {
            query.setParameter("type", entity.getMappedClass());
        }
        if (last != null) {
            for (int i = 0; i < paths.size(); i++) {
                query.setParameter("k" + i, part(last, i));
            }
        }
        return query.getResultList();
    }

    private Object part(Object id, int i) {
        return entity.getIdentifierType() instanceof ComponentType composite ? composite.getPropertyValue(id, i) : id;
    }

    /** The first part is greater, or the same and the next is greater, and so on. */
    private String seek() {
        List<String> ways = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            List<String> terms = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                terms.add(paths.get(j) + " = :k" + j);
            }
            terms.add(paths.get(i) + " > :k" + i);
            ways.add(terms.stream().collect(Collectors.joining(" and ", "(", ")")));
        }
        return String.join(" or ", ways);
    }
}
