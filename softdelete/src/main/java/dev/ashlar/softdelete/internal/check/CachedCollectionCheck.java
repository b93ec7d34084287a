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
package dev.ashlar.softdelete.internal.check;

import java.util.Objects;
import org.hibernate.mapping.Collection;

/** Caches that each removal empties. */
final class CachedCollectionCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        mappings.collections().forEach(attribute -> {
            Collection collection = Objects.requireNonNull(attribute.collection());
            if (collection.getCacheConcurrencyStrategy() != null) {
                findings.warning(
                        mappings.softDeletable(attribute.value()).orElseThrow().getRootClass(),
                        "Each removal and restore of an element empties the whole cache of the collection",
                        attribute.fact() + " region=" + collection.getCacheRegionName(),
                        "Remove @Cache from the collection, unless its elements are seldom removed.");
            }
        });
    }
}
