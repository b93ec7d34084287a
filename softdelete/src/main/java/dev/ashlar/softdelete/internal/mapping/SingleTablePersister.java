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

import java.util.List;
import org.hibernate.LockOptions;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiIdLoadOptions;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoader;
import org.hibernate.loader.ast.spi.NaturalIdLoader;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.jspecify.annotations.Nullable;

/** Loads soft-deletable entities of a hierarchy in one table, or without subclasses. */
@SuppressWarnings({"removal", "serial"}) // Hibernate calls what it deprecates, and serializes none
public final class SingleTablePersister extends SingleTableEntityPersister implements SoftDeletablePersister {

    private final Marks marks;

    /** For Hibernate. */
    public SingleTablePersister(
            PersistentClass entity,
            @Nullable EntityDataAccess cache,
            @Nullable NaturalIdDataAccess naturalIdCache,
            RuntimeModelCreationContext context) {
        super(entity, LiveCacheAccess.of(cache), naturalIdCache, context);
        this.marks = Marks.of(entity, this);
        LiveCacheAccess.bind(getCacheAccessStrategy(), marks);
    }

    @Override
    public Marks marks() {
        return marks;
    }

    @Override
    public @Nullable Object load(
            Object id, @Nullable Object instance, LockOptions lock, SharedSessionContractImplementor session) {
        boolean askedFor = LiveLoading.isAskedFor(instance, session);
        Object found = super.load(id, instance, lock, session);
        return askedFor ? LiveLoading.visible(found, marks, session) : found;
    }

    @Override
    public @Nullable Object load(
            Object id,
            @Nullable Object instance,
            LockOptions lock,
            SharedSessionContractImplementor session,
            @Nullable Boolean readOnly) {
        boolean askedFor = LiveLoading.isAskedFor(instance, session);
        Object found = super.load(id, instance, lock, session, readOnly);
        return askedFor ? LiveLoading.visible(found, marks, session) : found;
    }

    @Override
    public List<?> multiLoad(Object[] ids, SharedSessionContractImplementor session, MultiIdLoadOptions options) {
        return LiveLoading.visible(super.multiLoad(ids, session, options), marks, session, options);
    }

    @Override
    public NaturalIdLoader<?> getNaturalIdLoader() {
        return LiveLoading.visible(super.getNaturalIdLoader(), marks);
    }

    @Override
    public MultiNaturalIdLoader<?> getMultiNaturalIdLoader() {
        return LiveLoading.visible(super.getMultiNaturalIdLoader(), marks);
    }
}
