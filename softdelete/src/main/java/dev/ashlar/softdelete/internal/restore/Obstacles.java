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
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.ParentLink;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

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
}
