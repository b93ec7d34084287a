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
package dev.ashlar.pagination.internal;

import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/** Where a query comes from. Equal sources share their statements. */
public sealed interface Source {

    /** What its rows become. */
    Class<?> resultType();

    /** What tells it from other queries, the same in every JVM. */
    String text(SessionFactoryImplementor factory);

    /** What the user wrote, for a message. */
    default String shown(SessionFactoryImplementor factory) {
        return text(factory);
    }

    /** One of which Hibernate has a tree. */
    sealed interface Tree extends Source {

        /** A tree of its own, to be changed at will. */
        SqmSelectStatement<?> open(SessionFactoryImplementor factory);
    }

    /** SQL of the database. */
    record NativeSql(String sql, Class<?> resultType) implements Source {
        @Override
        public String text(SessionFactoryImplementor factory) {
            return sql;
        }
    }

    /** HQL. */
    record Hql(String hql, Class<?> resultType) implements Tree {
        @Override
        public SqmSelectStatement<?> open(SessionFactoryImplementor factory) {
            // What is selected without a select clause depends on whether an entity is wanted.
            Class<?> wanted = factory.getJpaMetamodel().findEntityType(resultType) == null ? Object.class : resultType;
            return statement(factory.getCriteriaBuilder().createQuery(hql, wanted));
        }

        @Override
        public String text(SessionFactoryImplementor factory) {
            return hql;
        }
    }

    /** All of an entity, or what restrictions leave of it. */
    record Restricted<T>(Class<T> resultType, List<Restriction<? super T>> restrictions) implements Tree {
        @Override
        public SqmSelectStatement<?> open(SessionFactoryImplementor factory) {
            var builder = factory.getCriteriaBuilder();
            JpaCriteriaQuery<T> query = builder.createQuery(resultType);
            Root<T> root = query.from(resultType);
            query.select(root);
            if (!restrictions.isEmpty()) {
                query.where(restrictions.stream()
                        .map(restriction -> restriction.toPredicate(root, builder))
                        .toArray(Predicate[]::new));
            }
            return statement(query);
        }

        @Override
        public String text(SessionFactoryImplementor factory) {
            return open(factory).toHqlString();
        }
    }

    /** A criteria query, as it was when it was handed over; it belongs to one factory. */
    final class Criteria implements Tree {

        private final SqmSelectStatement<?> snapshot;
        private final Class<?> resultType;

        /** Takes a copy. */
        public Criteria(SqmSelectStatement<?> query, Class<?> resultType) {
            this.snapshot = query.copy(SqmCopyContext.simpleContext());
            this.resultType = resultType;
        }

        @Override
        public Class<?> resultType() {
            return resultType;
        }

        @Override
        public SqmSelectStatement<?> open(SessionFactoryImplementor factory) {
            return snapshot.copy(SqmCopyContext.simpleContext());
        }

        @Override
        public String text(SessionFactoryImplementor factory) {
            return snapshot.toHqlString();
        }
    }

    private static SqmSelectStatement<?> statement(JpaCriteriaQuery<?> query) {
        return (SqmSelectStatement<?>) query;
    }
}
