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

import org.hibernate.mapping.Column;
import org.hibernate.mapping.RootClass;

/** What hides deleted rows beside soft delete knows no scopes. */
final class RestrictionCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (RootClass root : mappings.roots()) {
            Column mark = Mappings.markColumn(root);
            String restriction = root.getWhere();
            if (mark != null && restriction != null && SqlWords.of(restriction).contains(mark.getName())) {
                findings.error(
                        "A restriction of the application's would hide deleted rows in scopes and from restores too",
                        Mappings.fact(root) + " restriction=[" + restriction + "]",
                        "Remove the mark's column from @SQLRestriction.");
            }
        }
    }
}
