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

import java.util.Optional;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.jspecify.annotations.Nullable;

/** Chooses our persisters for soft-deletable entities and collections of them, and leaves all others as they were. */
public final class LivePersisters implements PersisterClassResolver {

    private static final long serialVersionUID = 1L;

    private final PersisterClassResolver others;

    /** With the resolver for all others. */
    public LivePersisters(PersisterClassResolver others) {
        this.others = others;
    }

    @Override
    public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass entity) {
        if (!isSoftDeletable(entity)) {
            return others.getEntityPersisterClass(entity);
        }
        PersistentClass decisive = entity instanceof RootClass && entity.hasSubclasses()
                ? entity.getDirectSubclasses().get(0)
                : entity;
        if (decisive instanceof JoinedSubclass) {
            return JoinedPersister.class;
        }
        return decisive instanceof UnionSubclass ? TablePerClassPersister.class : SingleTablePersister.class;
    }

    /** What the application's resolver chooses for a soft-deletable entity, if it is not what Hibernate would choose. */
    public Optional<Class<? extends EntityPersister>> passedOver(PersistentClass entity) {
        Class<? extends EntityPersister> chosen = others.getEntityPersisterClass(entity);
        return chosen == null || chosen == new StandardPersisterClassResolver().getEntityPersisterClass(entity)
                ? Optional.empty()
                : Optional.of(chosen);
    }

    @Override
    public Class<? extends CollectionPersister> getCollectionPersisterClass(Collection collection) {
        PersistentClass element = elementOf(collection);
        if (element == null || !isSoftDeletable(element)) {
            return others.getCollectionPersisterClass(collection);
        }
        return collection.isOneToMany() ? LiveOneToMany.class : LiveJoinTable.class;
    }

    /** Whether the hierarchy of an entity is soft-deletable. */
    public static boolean isSoftDeletable(PersistentClass entity) {
        return entity.getRootClass().getStateManagementType() == LiveRows.class;
    }

    /** The entity that a collection has for its elements, if they are entities. */
    public static @Nullable PersistentClass elementOf(Collection collection) {
        Value element = collection.getElement();
        if (element instanceof OneToMany oneToMany) {
            return oneToMany.getAssociatedClass();
        }
        return element instanceof ManyToOne manyToOne
                ? collection
                        .getBuildingContext()
                        .getMetadataCollector()
                        .getEntityBinding(manyToOne.getReferencedEntityName())
                : null;
    }
}
