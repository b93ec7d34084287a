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

import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.mapping.RootClass;

/** A version is what an update of a row fails by that was deleted meanwhile. */
final class VersionCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (RootClass root : mappings.roots()) {
            OptimisticLockStyle style = root.getOptimisticLockStyle();
            if (!root.isVersioned() && style != OptimisticLockStyle.ALL && style != OptimisticLockStyle.DIRTY) {
                findings.warning(
                        root,
                        "Without a version an update of a row that was deleted meanwhile goes unnoticed",
                        Mappings.fact(root),
                        "Add an attribute with @Version.");
            }
        }
    }
}
