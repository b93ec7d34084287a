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
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorStandard;
import org.jspecify.annotations.Nullable;

/** Updates rows as ever, but those that were marked or restored and nothing else by a {@link MarkUpdate}. */
final class RowUpdate extends UpdateCoordinatorStandard {

    private final Marks marks;
    private final MarkUpdate marksAlone;

    RowUpdate(EntityPersister persister) {
        super(persister, persister.getFactory());
        this.marks = Marks.of(persister).orElseThrow();
        this.marksAlone = new MarkUpdate(persister);
    }

    @Override
    public @Nullable GeneratedValues update(
            Object entity,
            Object id,
            @Nullable Object rowId,
            Object[] state,
            @Nullable Object oldVersion,
            Object @Nullable [] loaded,
            int @Nullable [] dirty,
            boolean hasDirtyCollection,
            SharedSessionContractImplementor session) {
        boolean isMark = loaded != null && marks.isDeleted(state) != marks.isDeleted(loaded);
        return isMark && !hasDirtyCollection && marksAlone.suffices(state, loaded)
                ? marksAlone.update(entity, id, rowId, state, oldVersion, loaded, dirty, false, session)
                : super.update(entity, id, rowId, state, oldVersion, loaded, dirty, hasDirtyCollection, session);
    }
}
