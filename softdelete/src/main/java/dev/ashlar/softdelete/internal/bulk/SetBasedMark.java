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
package dev.ashlar.softdelete.internal.bulk;

import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.ChangeNotices;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.DeletedParentException;
import dev.ashlar.softdelete.internal.event.CollectionCaches;
import dev.ashlar.softdelete.internal.event.QueryCaches;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.Mark;
import dev.ashlar.softdelete.internal.mapping.MarkRole;
import dev.ashlar.softdelete.internal.mapping.MarkTable;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.ParentLink;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import jakarta.persistence.criteria.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.from.SqmFromClause;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmWhereClause;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.jspecify.annotations.Nullable;

/** A delete statement, carried out as the update that marks the rows it names. */
public final class SetBasedMark {

    private final SharedSessionContractImplementor session;
    private final SqmQueryImpl<?> query;
    private final SqmDeleteStatement<?> delete;
    private final Marks marks;
    private final Map<Mark, @Nullable Object> values = new LinkedHashMap<>();

    private SetBasedMark(
            SharedSessionContractImplementor session,
            SqmQueryImpl<?> query,
            SqmDeleteStatement<?> delete,
            Marks marks) {
        this.session = session;
        this.query = query;
        this.delete = delete;
        this.marks = marks;
        UUID deletion = Marks.newDeletion(session);
        marks.all().forEach(mark -> values.put(mark, mark.value(session, deletion)));
    }

    /**
     * Of a query.
     *
     * @throws IllegalArgumentException if it is not a delete statement of a soft-deletable entity
     */
    public static SetBasedMark of(SharedSessionContractImplementor session, Object query) {
        if (query instanceof SqmQueryImpl<?> own && own.getSqmStatement() instanceof SqmDeleteStatement<?> delete) {
            EntityPersister persister = session.getFactory()
                    .getMappingMetamodel()
                    .getEntityDescriptor(delete.getTarget().getEntityName());
            Marks marks = Marks.of(persister)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "An entity is not soft-deletable: entity=" + persister.getEntityName() + " query=["
                                    + own.getQueryString() + "]. Execute the query instead."));
            return new SetBasedMark(session, own, delete, marks);
        }
        throw new IllegalArgumentException("A query is not a delete statement in HQL or Criteria: query=[" + query
                + "]. Give the one that would delete the rows, its parameters set, and do not execute it.");
    }

    /** Marks; answers how many rows. */
    public int run() {
        if (MarkTable.passesReferences(session) && !links().isEmpty()) {
            awaitReferences(delete);
        }
        MutationQuery update = session.createMutationQuery(update(delete));
        bind((SqmQueryImpl<?>) update);
        int count = execute(update);
        if (count > 0) {
            CollectionCaches.evict(marks, session);
            QueryCaches.invalidate(marks, session);
            DeletionModel.of(session).liveParents(session).forget();
            refuseLiveChildren();
            tell(count);
        }
        return count;
    }

    @SuppressWarnings("try") // the announcement acts by being open
    private int execute(MutationQuery update) {
        try (ChangeNotices.Announcement own = Ground.of(session).notices().announce(session)) {
            return update.executeUpdate();
        }
    }

    private List<ParentLink> links() {
        return DeletionModel.of(session).links().from(marks.persister());
    }

    /** Rows that begin to match after it are waited for after the mark only, see {@link MarkTable}. */
    private void awaitReferences(SqmDeleteStatement<?> statement) {
        SqmCopyContext copies = SqmCopyContext.simpleContext(SqmQuerySource.CRITERIA);
        SqmRoot<?> target = statement.getTarget().copy(copies);
        NodeBuilder builder = statement.nodeBuilder();
        JpaExpression<?> id = builder.id(target);
        SqmSelectStatement<Object> select = new SqmSelectStatement<>(Object.class, builder);
        SqmQuerySpec<Object> rows = new SqmQuerySpec<>(builder);
        rows.setSelectClause(new SqmSelectClause(false, builder));
        rows.setFromClause(new SqmFromClause());
        select.setQueryPart(rows);
        rows.addRoot(target);
        select.select(id);
        select.where(live(statement, target, copies));
        select.orderBy(builder.asc(id));
        SqmQueryImpl<?> ids = (SqmQueryImpl<?>) session.createQuery(select);
        bind(ids);
        List<?> found = ids.getResultList();
        marks.tables().forEach(table -> table.awaitReferences(session, found));
    }

    private <T> SqmUpdateStatement<T> update(SqmDeleteStatement<T> statement) {
        SqmCopyContext copies = SqmCopyContext.simpleContext(SqmQuerySource.CRITERIA);
        NodeBuilder builder = statement.nodeBuilder();
        SqmRoot<T> target = statement.getTarget().copy(copies);
        SqmUpdateStatement<T> update =
                new SqmUpdateStatement<>(builder, SqmQuerySource.CRITERIA, null, Map.of(), target);
        values.forEach((mark, value) -> update.set(path(target, mark), value));
        update.versioned(marks.persister().isVersioned());
        update.where(live(statement, target, copies));
        return update;
    }

    private SqmPredicate live(SqmDeleteStatement<?> statement, SqmRoot<?> target, SqmCopyContext copies) {
        NodeBuilder builder = statement.nodeBuilder();
        SqmPredicate live = builder.isNull(path(target, marks.at()));
        SqmWhereClause where = statement.getWhereClause();
        return where == null || where.getPredicate() == null
                ? live
                : builder.and(where.getPredicate().copy(copies), live);
    }

    private static Path<Object> path(SqmRoot<?> root, Mark mark) {
        String[] steps = mark.name().split("\\.", -1);
        Path<Object> path = root.get(steps[0]);
        for (int i = 1; i < steps.length; i++) {
            path = path.get(steps[i]);
        }
        return path;
    }

    /** Parameters that are part of a Criteria statement come with its copy. */
    private void bind(SqmQueryImpl<?> update) {
        query.getParameterMetadata().visitRegistrations(parameter -> {
            QueryParameterBinding<?> binding = query.getQueryParameterBindings().getBinding(parameter);
            if (binding.isBound()) {
                QueryParameterBinding<?> copy = parameter.getName() != null
                        ? update.getQueryParameterBindings().getBinding(parameter.getName())
                        : parameter.getPosition() != null
                                ? update.getQueryParameterBindings().getBinding(parameter.getPosition())
                                : null;
                if (copy != null && binding.isMultiValued()) {
                    copy.setBindValues(binding.getBindValues());
                } else if (copy != null) {
                    copy.setBindValue(binding.getBindValue());
                }
            }
        });
    }

    /** A foreign key would have refused it. */
    @SuppressWarnings("try") // the scope acts by being open
    private void refuseLiveChildren() {
        if (links().isEmpty()) {
            return;
        }
        Mark told = marks.find(MarkRole.ID).orElse(marks.at());
        marks.tables().forEach(table -> table.awaitReferences(session, told, values.get(told)));
        try (ScopeSwitch scope = ScopeSwitch.to(Scope.WITH_DELETED, session)) {
            for (ParentLink link : links()) {
                SelectionQuery<Object> query = session.createSelectionQuery(
                                "select id(p) from " + link.parent().persister().getEntityName() + " p join p."
                                        + link.path()
                                        + " c where p." + told.name() + " = :deletion and c."
                                        + link.child().at().name() + " is null",
                                Object.class)
                        .setParameter("deletion", values.get(told))
                        .setMaxResults(1);
                if (session.getJdbcServices().getDialect() instanceof MySQLDialect) {
                    query.setHibernateLockMode(
                            LockMode.PESSIMISTIC_READ); // its plain reads see the state of the first one
                }
                List<Object> left = query.getResultList();
                if (!left.isEmpty()) {
                    throw new DeletedParentException(
                            link.parent().persister().getEntityName(),
                            left.get(0),
                            link.child().persister().getEntityName());
                }
            }
        }
    }

    private void tell(int count) {
        if (!Ground.of(session).notices().isHeard()) {
            return;
        }
        String entity = marks.persister().getEntityName();
        ChangeNotice notice = marks.find(MarkRole.ID)
                .map(id -> ChangeNotice.ofRows(ChangeNotice.Kind.SOFT_DELETE, entity, rows(id)))
                .orElseGet(() ->
                        ChangeNotice.ofStatement(ChangeNotice.Kind.SOFT_DELETE, entity, delete.toHqlString(), count));
        Ground.of(session).notices().tell(session, notice);
    }

    @SuppressWarnings("try") // the scope acts by being open
    private List<ChangeNotice.Row> rows(Mark id) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>();
        values.forEach((mark, value) -> after.put(mark.name(), value));
        try (ScopeSwitch scope = ScopeSwitch.to(Scope.WITH_DELETED, session)) {
            return session.createSelectionQuery(
                            "select id(e) from " + marks.persister().getEntityName() + " e where e." + id.name()
                                    + " = :deletion",
                            Object.class)
                    .setParameter("deletion", values.get(id))
                    .getResultStream()
                    .map(key -> new ChangeNotice.Row(key, marks.none(), after))
                    .toList();
        }
    }
}
