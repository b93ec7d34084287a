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
package dev.ashlar.softdelete.internal.event;

import dev.ashlar.softdelete.DeletedParentException;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.ParentLink;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;

/**
 * Live rows that another transaction added to a parent while it was being removed. The marks are written, so that who adds one
 * now waits or is refused; who was earlier was waited for before, and his row is found: one query per kind of child and flush.
 */
final class LeftChildren {

    /** As many parents as one query asks for; engines bound the number of parameters. */
    private static final int CHUNK = 500;

    private LeftChildren() {}

    static void refuse(SharedSessionContractImplementor session, EntityPersister parent, List<Object> removed) {
        List<ParentLink> links = DeletionModel.of(session).links().from(parent);
        if (links.isEmpty()) {
            return;
        }
        for (ParentLink link : links) {
            for (int from = 0; from < removed.size(); from += CHUNK) {
                refuse(session, parent, link, removed.subList(from, Math.min(from + CHUNK, removed.size())));
            }
        }
    }

    @SuppressWarnings("try") // the scope acts by being open
    private static void refuse(
            SharedSessionContractImplementor session, EntityPersister parent, ParentLink link, List<Object> removed) {
        boolean known = link.childAttribute() != null;
        List<?> left;
        // In the scope of live rows Hibernate keeps the plan; the parents are not live.
        try (ScopeSwitch scope = ScopeSwitch.to(known ? Scope.LIVE : Scope.WITH_DELETED, session)) {
            left = parentsOfLeft(session, known ? byAttribute(link) : byCollection(parent, link), removed);
        }
        if (!left.isEmpty()) {
            throw new DeletedParentException(
                    parent.getEntityName(),
                    parent.getIdentifier(Hibernate.unproxy(left.get(0)), session),
                    link.child().persister().getEntityName());
        }
    }

    private static String byAttribute(ParentLink link) {
        String attribute = "c." + link.childAttribute();
        return "select " + attribute + " from " + link.child().persister().getEntityName() + " c where " + attribute
                + " in :removed";
    }

    private static String byCollection(EntityPersister parent, ParentLink link) {
        return "select p from " + parent.getEntityName() + " p join p." + link.path() + " c where p in :removed and c."
                + link.child().at().name() + " is null";
    }

    @SuppressWarnings("deprecation") // what is to replace it is to be removed already
    private static List<?> parentsOfLeft(SharedSessionContractImplementor session, String hql, List<Object> removed) {
        SelectionQuery<Object> query = session.createSelectionQuery(hql, Object.class)
                .setParameter("removed", removed)
                .setMaxResults(1);
        query.setHibernateFlushMode(FlushMode.MANUAL); // we are in a flush
        if (session.getJdbcServices().getDialect() instanceof MySQLDialect) {
            query.setHibernateLockMode(LockMode.PESSIMISTIC_READ); // its plain reads see the state of the first one
        }
        return query.getResultList();
    }
}
