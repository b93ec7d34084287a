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

import dev.ashlar.softdelete.internal.mapping.MappedMark;
import dev.ashlar.softdelete.internal.mapping.MarkRole;
import java.util.List;
import org.hibernate.mapping.RootClass;

/** A hierarchy says in one place each when a row was deleted, by whom and by which deletion. */
final class MarkCountCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (RootClass root : mappings.roots()) {
            for (MarkRole role : MarkRole.values()) {
                check(root, role, findings);
            }
        }
    }

    private static void check(RootClass root, MarkRole role, Findings findings) {
        List<String> names = Mappings.marks(root).stream()
                .filter(mark -> mark.role() == role)
                .map(MappedMark::name)
                .toList();
        if (names.isEmpty() && role == MarkRole.AT) {
            findings.error(
                    "A soft-deletable entity has no attribute that tells deleted rows from live ones",
                    Mappings.fact(root),
                    "Add one with @DeletedAt, or embed Deletion.");
        } else if (names.size() > 1) {
            findings.error(
                    "A soft-deletable entity has several attributes with " + role.annotation()
                            + ", of which one alone would count",
                    Mappings.fact(root) + " attributes=" + names,
                    "Keep one of them.");
        }
    }
}
