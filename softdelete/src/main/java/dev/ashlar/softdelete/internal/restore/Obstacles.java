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
package dev.ashlar.softdelete.internal.restore;

import dev.ashlar.softdelete.DeletedRow;
import dev.ashlar.softdelete.RestoreObstacle;
import dev.ashlar.softdelete.internal.mapping.AttributeValue;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.LiveKey;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.ParentLink;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;

/** Finds what stands in the way of a restore. */
final class Obstacles {

    /** As many rows as one query asks for; engines bound the number of parameters. */
    private static final int CHUNK = 500;

    private final SharedSessionContractImplementor session;
    private final DeletedRows rows;
    private final List<RestoreObstacle> found = new ArrayList<>();

    private Obstacles(SharedSessionContractImplementor session, DeletedRows rows) {
        this.session = session;
        this.rows = rows;
    }

    @SuppressWarnings("try") // the scope acts by being open
    static List<RestoreObstacle> of(SharedSessionContractImplementor session, DeletedRows rows) {
        Obstacles obstacles = new Obstacles(session, rows);
        try (ScopeSwitch scope = ScopeSwitch.to(Scope.WITH_DELETED, session)) {
            DeletionModel.of(session).links().all().forEach(obstacles::deletedParents);
            rows.instances().forEach(obstacles::liveDuplicates);
        }
        return obstacles.found;
    }

    private void deletedParents(ParentLink link) {
        List<Object> children = rows.instancesOf(link.child().persister());
        for (int from = 0; from < children.size(); from += CHUNK) {
            session.createSelectionQuery(
                            "select p, c from " + link.parent().persister().getEntityName() + " p join p." + link.path()
                                    + " c where c in :children and p."
                                    + link.parent().at().name() + " is not null",
                            Object[].class)
                    .setParameter("children", children.subList(from, Math.min(from + CHUNK, children.size())))
                    .getResultList()
                    .forEach(pair -> deletedParent(Hibernate.unproxy(pair[0]), Hibernate.unproxy(pair[1])));
        }
    }

    private void deletedParent(Object parent, Object child) {
        DeletedRow by = rows.row(parent);
        if (!rows.instances().containsKey(by)) {
            found.add(new RestoreObstacle(RestoreObstacle.Kind.DELETED_PARENT, rows.row(child), by, List.of()));
        }
    }

    private void liveDuplicates(DeletedRow row, Object instance) {
        Marks marks = rows.marks(instance);
        for (LiveKey key : marks.keys()) {
            List<Object> values = new ArrayList<>();
            key.attributes().forEach(path -> values.add(AttributeValue.of(instance, path, marks.persister())));
            if (!values.contains(null)) {
                live(marks, key, values)
                        .forEach(other -> found.add(new RestoreObstacle(
                                RestoreObstacle.Kind.LIVE_DUPLICATE,
                                row,
                                rows.row(Hibernate.unproxy(other)),
                                key.attributes())));
            }
        }
    }

    private List<Object> live(Marks marks, LiveKey key, List<Object> values) {
        StringJoiner where = new StringJoiner(" and ");
        for (int i = 0; i < values.size(); i++) {
            where.add("e." + key.attributes().get(i) + " = ?" + (i + 1));
        }
        SelectionQuery<Object> query = session.createSelectionQuery(
                "from " + key.entityName() + " e where " + where + " and e."
                        + marks.at().name() + " is null",
                Object.class);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query.setMaxResults(1).getResultList();
    }
}
