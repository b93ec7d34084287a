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

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Filter;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.collection.OneToManyPersister;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/** Shows the live elements of a one-to-many without join table, and keeps the links of the deleted ones. */
public final class LiveOneToMany extends OneToManyPersister {

    private final LiveElements elements;

    /** For Hibernate. */
    public LiveOneToMany(
            Collection collection, @Nullable CollectionDataAccess cache, RuntimeModelCreationContext context) {
        super(collection, cache, context);
        this.elements = new LiveElements(this);
    }

    @Override
    public void applyBaseRestrictions(
            Consumer<Predicate> to,
            TableGroup rows,
            boolean useQualifier,
            Map<String, Filter> enabledFilters,
            boolean onlyApplyLoadByKeyFilters,
            @Nullable Set<String> treatAsDeclarations,
            @Nullable SqlAstCreationState creationState) {
        super.applyBaseRestrictions(
                to, rows, useQualifier, enabledFilters, onlyApplyLoadByKeyFilters, treatAsDeclarations, creationState);
        elements.restrict(to, rows, enabledFilters, creationState);
    }

    /** Hibernate joins a link and its element in one then, so that an outer join has no row for a hidden one. */
    @Override
    public boolean hasWhereRestrictions() {
        return true;
    }

    @Override
    public void remove(Object id, SharedSessionContractImplementor session) {
        if (elements.isOwnerGoing(id, session)) {
            super.remove(id, session);
        } else {
            elements.removeVisible(id, session);
        }
    }

    @Override
    public void deleteRows(PersistentCollection<?> collection, Object id, SharedSessionContractImplementor session) {
        if (!elements.areKeptAsOrphans(session)) {
            super.deleteRows(collection, id, session);
        }
    }

    /** In a scope the cache of collections is left alone, for reading and for writing. */
    @Override
    public boolean isAffectedByEnabledFilters(SharedSessionContractImplementor session) {
        return super.isAffectedByEnabledFilters(session) || Scope.of(session) != Scope.LIVE;
    }
}
