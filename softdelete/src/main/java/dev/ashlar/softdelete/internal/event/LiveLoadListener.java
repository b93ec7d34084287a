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
package dev.ashlar.softdelete.internal.event;

import dev.ashlar.softdelete.internal.mapping.LiveLoading;
import dev.ashlar.softdelete.internal.mapping.SoftDeletablePersister;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;

/** {@code find} answers what the scope shows; a reference that is resolved, or a merge, gets the row as it is. */
final class LiveLoadListener implements LoadEventListener {

    @Override
    @SuppressWarnings("ReferenceEquality") // a constant
    public void onLoad(LoadEvent event, LoadType loadType) {
        if (loadType == LoadEventListener.GET
                && event.getResult() != null
                && event.getFactory().getMappingMetamodel().getEntityDescriptor(event.getEntityClassName())
                        instanceof SoftDeletablePersister entity) {
            event.setResult(LiveLoading.visible(event.getResult(), entity.marks(), event.getSession()));
        }
    }
}
