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

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.NaturalIdLoadOptions;
import org.hibernate.loader.ast.spi.NaturalIdLoader;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/** Finds by natural id what the scope shows. */
final class LiveNaturalIds implements NaturalIdLoader<Object> {

    private final NaturalIdLoader<Object> loader;
    private final Marks marks;

    LiveNaturalIds(NaturalIdLoader<Object> loader, Marks marks) {
        this.loader = loader;
        this.marks = marks;
    }

    @Override
    @SuppressWarnings("deprecation") // still called by Hibernate
    public @Nullable Object load(
            Object naturalIdValue, NaturalIdLoadOptions options, SharedSessionContractImplementor session) {
        return LiveLoading.visible(loader.load(naturalIdValue, options, session), marks, session);
    }

    @Override
    @SuppressWarnings("deprecation") // still called by Hibernate
    public @Nullable Object load(Object naturalIdValue, Options options, SharedSessionContractImplementor session) {
        return LiveLoading.visible(loader.load(naturalIdValue, options, session), marks, session);
    }

    @Override
    public @Nullable Object resolveNaturalIdToId(Object naturalIdValue, SharedSessionContractImplementor session) {
        return loader.resolveNaturalIdToId(naturalIdValue, session);
    }

    @Override
    public @Nullable Object resolveIdToNaturalId(Object id, SharedSessionContractImplementor session) {
        return loader.resolveIdToNaturalId(id, session);
    }

    @Override
    public EntityMappingType getLoadable() {
        return loader.getLoadable();
    }
}
