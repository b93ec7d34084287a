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
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoadOptions;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoader;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/** Finds by several natural ids what the scope shows. */
final class LiveMultiNaturalIds implements MultiNaturalIdLoader<Object> {

    private final MultiNaturalIdLoader<Object> loader;
    private final Marks marks;

    LiveMultiNaturalIds(MultiNaturalIdLoader<Object> loader, Marks marks) {
        this.loader = loader;
        this.marks = marks;
    }

    @Override
    public <K> List<@Nullable Object> multiLoad(
            K[] naturalIds, MultiNaturalIdLoadOptions options, SharedSessionContractImplementor session) {
        return LiveLoading.visible(
                loader.multiLoad(naturalIds, options, session), marks, session, options.getOrderingMode());
    }

    @Override
    public EntityMappingType getLoadable() {
        return loader.getLoadable();
    }
}
