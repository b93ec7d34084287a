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
package dev.ashlar.softdelete.internal.purge;

import dev.ashlar.softdelete.LegalHold;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.jspecify.annotations.Nullable;

/**
 * What keeps rows whatever their age.
 *
 * @param type the entity that the holds are told of, null for all
 * @param holds the holds
 */
record Holds(@Nullable Class<?> type, List<LegalHold<?>> holds) {

    Holds {
        holds = List.copyOf(holds);
    }

    /** The identifiers, of some of one hierarchy's rows, that are kept. */
    Set<Object> among(SharedSessionContractImplementor session, EntityPersister root, Collection<Object> ids) {
        Set<Object> held = new HashSet<>();
        Class<?> asked = type == null ? root.getMappedClass() : type;
        if (type != null && !root.getMappedClass().isAssignableFrom(type)) {
            return held; // a child's hierarchy
        }
        for (LegalHold<?> hold : holds) {
            held.addAll(among(session, asked, hold, ids));
        }
        return held;
    }

    private <T> List<Object> among(
            SharedSessionContractImplementor session, Class<T> asked, LegalHold<?> hold, Collection<Object> ids) {
        HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
        JpaCriteriaQuery<Object> query = builder.createQuery(Object.class);
        JpaRoot<T> root = query.from(asked);
        @SuppressWarnings("unchecked") // of the entity, or of a superclass of it
        Predicate predicate = ((LegalHold<T>) hold).isHeld((Root<T>) root, (CriteriaBuilder) builder);
        if (predicate == null) {
            throw new IllegalArgumentException("A legal hold has no predicate: entity=" + asked.getName()
                    + ". Return builder.disjunction() to hold nothing.");
        }
        query.select(root.id()).where(builder.and(root.id().in(ids), predicate));
        return session.createSelectionQuery(query).getResultList();
    }
}
