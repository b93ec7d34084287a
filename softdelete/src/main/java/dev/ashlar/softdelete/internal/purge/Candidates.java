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

import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.Mark;
import dev.ashlar.softdelete.internal.mapping.MarkRole;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.ParentLink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;

/** Finds the rows that are old enough and not held, and those that go with them. */
final class Candidates {

    private final SharedSessionContractImplementor session;
    private final CutOff cutOff;
    private final Holds holds;
    private final Tally tally;
    private final Rows rows = new Rows();
    private final Set<Object> held = new HashSet<>();
    private final Deque<Row> parents = new ArrayDeque<>();

    private Candidates(SharedSessionContractImplementor session, CutOff cutOff, Holds holds, Tally tally) {
        this.session = session;
        this.cutOff = cutOff;
        this.holds = holds;
        this.tally = tally;
    }

    static Rows find(
            SharedSessionContractImplementor session,
            Collection<EntityPersister> types,
            CutOff cutOff,
            Holds holds,
            Tally tally) {
        Candidates candidates = new Candidates(session, cutOff, holds, tally);
        types.forEach(candidates::add);
        candidates.addChildren();
        return candidates.rows;
    }

    private void add(EntityPersister type) {
        Mark at = Marks.of(type).orElseThrow().at();
        SelectionQuery<Object[]> query = session.createSelectionQuery(
                "select id(e), " + typeOf(type, "e") + ", 0 from " + type.getEntityName() + " e where e." + at.name()
                        + " is not null" + (cutOff.bounds() ? " and e." + at.name() + " < :cutOff" : "")
                        + " order by id(e)",
                Object[].class);
        if (cutOff.bounds()) {
            query.setParameter("cutOff", cutOff.as(at));
        }
        Rows.batches(query.getResultList()).forEach(found -> add(type, found));
    }

    /** A query that has no subclasses to tell apart is spared the question. */
    private static String typeOf(EntityPersister type, String alias) {
        return type.getSubclassEntityNames().size() > 1 ? "type(" + alias + ")" : "0";
    }

    private void addChildren() {
        while (!parents.isEmpty()) {
            List<Row> batch = new ArrayList<>();
            while (!parents.isEmpty() && batch.size() < Rows.BATCH) {
                batch.add(parents.remove());
            }
            for (Map.Entry<EntityPersister, List<Row>> same : Rows.byType(batch).entrySet()) {
                for (ParentLink link : DeletionModel.of(session).links().from(same.getKey())) {
                    add(link.child().persister(), children(link, Rows.ids(same.getValue())));
                }
            }
        }
    }

    private List<Object[]> children(ParentLink link, List<Object> ids) {
        Mark at = link.child().at();
        String old = "c." + at.name() + " < :cutOff";
        Optional<Mark> ofParent = link.parent().find(MarkRole.ID);
        Optional<Mark> ofChild = link.child().find(MarkRole.ID);
        String same = ofParent.isPresent() && ofChild.isPresent()
                ? " or c." + ofChild.get().name() + " = p." + ofParent.get().name()
                : "";
        SelectionQuery<Object[]> query = session.createSelectionQuery(
                "select id(c), " + typeOf(link.child().persister(), "c") + ", "
                        + (cutOff.bounds() ? "case when " + old + " then 0 else 1 end" : "0") + " from "
                        + link.parent().persister().getEntityName() + " p join p." + link.path()
                        + " c where id(p) in :parents and c." + at.name() + " is not null"
                        + (cutOff.bounds() ? " and (" + old + same + ")" : "") + " order by id(c)",
                Object[].class);
        query.setParameter("parents", ids);
        if (cutOff.bounds()) {
            query.setParameter("cutOff", cutOff.as(at));
        }
        return query.getResultList();
    }

    private void add(EntityPersister declared, List<Object[]> found) {
        EntityPersister root = ForeignKeys.root(declared);
        List<Row> fresh = new ArrayList<>();
        for (Object[] row : found) {
            EntityPersister type = row[1] instanceof Class<?> own
                    ? session.getFactory().getMappingMetamodel().getEntityDescriptor(own)
                    : declared;
            Object key = key(root, row[0]);
            if (rows.find(root, key) == null && !held.contains(List.of(root.getEntityName(), key))) {
                fresh.add(new Row(type, row[0], key, ((Number) row[2]).intValue() == 1));
            }
        }
        for (List<Row> batch : Rows.batches(fresh)) {
            Set<Object> kept = holds.among(session, root, Rows.ids(batch));
            for (Row row : batch) {
                if (kept.contains(row.id())) {
                    if (held.add(List.of(root.getEntityName(), row.key()))) {
                        tally.held(row.type());
                    }
                } else if (rows.add(row)) {
                    parents.add(row);
                }
            }
        }
    }

    private Object key(EntityPersister root, Object id) {
        List<Object> values = new ArrayList<>();
        root.getIdentifierMapping()
                .breakDownJdbcValues(
                        id,
                        (index, value, column) ->
                                values.add(column.getJdbcMapping().convertToRelationalValue(value)),
                        session);
        return values.size() == 1 ? values.get(0) : List.copyOf(values);
    }
}
