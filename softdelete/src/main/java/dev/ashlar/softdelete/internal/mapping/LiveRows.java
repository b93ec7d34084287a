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

import org.hibernate.mapping.Collection;
import org.hibernate.mapping.RootClass;
import org.hibernate.metamodel.mapping.AuxiliaryMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.UpdateCoordinator;
import org.hibernate.persister.state.internal.AbstractStateManagement;
import org.jspecify.annotations.Nullable;

/**
 * The hook by which Hibernate asks for the predicate of an entity hierarchy: rows are written as ever, marks by an update of their
 * own, and read with {@link LivePredicate}.
 */
public final class LiveRows extends AbstractStateManagement {

    /** Read by Hibernate ({@code Stateful.getStateManagement}, 7.4.13). */
    public static final LiveRows INSTANCE = new LiveRows();

    private LiveRows() {}

    @Override
    public UpdateCoordinator createUpdateCoordinator(EntityPersister persister) {
        return MarkUpdate.isFor(persister) ? new RowUpdate(persister) : super.createUpdateCoordinator(persister);
    }

    @Override
    public AuxiliaryMapping createAuxiliaryMapping(
            EntityPersister persister, RootClass bootDescriptor, MappingModelCreationProcess creationProcess) {
        return new LivePredicate((SoftDeletablePersister) persister);
    }

    @Override
    public @Nullable AuxiliaryMapping createAuxiliaryMapping(
            PluralAttributeMapping pluralAttributeMapping,
            Collection bootDescriptor,
            MappingModelCreationProcess creationProcess) {
        return null; // the collection persisters see to it
    }
}
