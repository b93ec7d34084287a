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
package dev.ashlar.softdelete.internal.mapping;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.metamodel.mapping.AuxiliaryMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityNameUse;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.spi.SqlAliasBaseGenerator;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.from.LazyTableGroup;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.from.TableGroupJoin;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.predicate.NullnessPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The condition by which reads see live rows, or in a scope deleted ones.
 *
 * <p>Not Hibernate's {@code SoftDeleteMapping}: an entity that has one loses lazy and non-null to-ones
 * ({@code ToOneAttributeMapping}, 7.4.13).
 */
final class LivePredicate implements AuxiliaryMapping {

    private final SoftDeletablePersister root;

    LivePredicate(SoftDeletablePersister root) {
        this.root = root;
    }

    /** The condition for rows of an entity type in a table group; none where the scope shows all rows. */
    static void apply(EntityMappingType entity, TableGroup rows, Scope scope, Consumer<Predicate> to) {
        if (scope.showsLive() && scope.showsDeleted()) {
            return;
        }
        SelectableMapping column = column(entity);
        TableReference table = rows.resolveTableReference(column.getContainingTableExpression());
        to.accept(new NullnessPredicate(
                new ColumnReference(table, column), scope.showsDeleted(), column.getJdbcMapping()));
    }

    private static SelectableMapping column(EntityMappingType entity) {
        return ((SoftDeletablePersister) entity.getEntityPersister())
                .marks()
                .at()
                .columns(entity)
                .get(0);
    }

    @Override
    public String getTableName() {
        return root.getIdentifierTableName();
    }

    /** A to-one: what it refers to stays visible, lazy and non-null. */
    @Override
    public void applyPredicate(
            EntityMappingType associatedEntityMappingType,
            Consumer<Predicate> predicateConsumer,
            LazyTableGroup lazyTableGroup,
            NavigablePath navigablePath,
            SqlAstCreationState creationState) {}

    /** The elements of a collection: the collection's persister says it, also for what asks no other. */
    @Override
    public void applyPredicate(
            EntityMappingType associatedEntityDescriptor,
            Consumer<Predicate> predicateConsumer,
            TableGroup tableGroup,
            SqlAliasBaseGenerator sqlAliasBaseGenerator,
            LoadQueryInfluencers influencers) {}

    @Override
    public void applyPredicate(
            PluralAttributeMapping associatedEntityDescriptor,
            Consumer<Predicate> predicateConsumer,
            TableGroup tableGroup,
            SqlAliasBaseGenerator sqlAliasBaseGenerator,
            LoadQueryInfluencers influencers) {}

    /** A join of an entity in a query. */
    @Override
    public void applyPredicate(TableGroupJoin join, LoadQueryInfluencers influencers) {
        TableGroup rows = join.getJoinedGroup();
        EntityMappingType entity = rows.getModelPart() instanceof EntityMappingType joined ? joined : root;
        apply(entity, rows, Scope.of(influencers), join::applyPredicate);
    }

    /** The root of a query or of a loader; one that loads by key serves references too, so that it hides nothing. */
    @Override
    public void applyPredicate(
            Supplier<Consumer<Predicate>> predicateCollector,
            SqlAstCreationState creationState,
            TableGroup tableGroup,
            NamedTableReference rootTableReference,
            EntityMappingType entity) {
        if (creationState.applyOnlyLoadByKeyFilters()) {
            return;
        }
        apply(entity, tableGroup, Scope.of(creationState.getLoadQueryInfluencers()), predicate -> {
            predicateCollector.get().accept(predicate);
            keepTableOf(entity, tableGroup, rootTableReference, creationState);
        });
    }

    /** Hibernate leaves out tables of a hierarchy that it takes for unused. */
    private static void keepTableOf(
            EntityMappingType entity,
            TableGroup tableGroup,
            NamedTableReference rootTable,
            SqlAstCreationState creationState) {
        TableReference table = tableGroup.resolveTableReference(column(entity).getContainingTableExpression());
        if (!table.equals(rootTable) && creationState.supportsEntityNameUsage()) {
            creationState.registerEntityNameUsage(
                    tableGroup,
                    EntityNameUse.EXPRESSION,
                    entity.getRootEntityDescriptor().getEntityName());
        }
    }

    @Override
    public @Nullable JdbcMapping getJdbcMapping() {
        return column(root).getJdbcMapping();
    }

    @Override
    public boolean useAuxiliaryTable(LoadQueryInfluencers influencers) {
        return false;
    }

    /** In a scope Hibernate builds its loaders anew. */
    @Override
    public boolean isAffectedByInfluencers(LoadQueryInfluencers influencers) {
        return Scope.of(influencers) != Scope.LIVE;
    }
}
