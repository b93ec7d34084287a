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
package dev.ashlar.softdelete.internal.guard;

import dev.ashlar.softdelete.PhysicalDeleteException;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.SoftDeletablePersister;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;

/** Refuses deletes that name a soft-deletable entity, but within a purge. */
final class EntityGuard {

    private EntityGuard() {}

    static void check(SqmStatement<?> statement, LoadQueryInfluencers influencers, MappingMetamodel entities) {
        if (statement instanceof SqmDeleteStatement<?> delete && Scope.of(influencers) != Scope.PURGE) {
            String entity = delete.getTarget().getEntityName();
            if (entities.getEntityDescriptor(entity) instanceof SoftDeletablePersister) {
                throw new PhysicalDeleteException(entity, delete.toHqlString());
            }
        }
    }
}
