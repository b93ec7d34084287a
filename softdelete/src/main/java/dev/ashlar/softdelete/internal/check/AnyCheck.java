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

import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.Any;
import org.hibernate.mapping.RootClass;

/** References to entities of any kind, which carry no condition on what they refer to. */
final class AnyCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (Attribute attribute : mappings.attributes()) {
            if (attribute.value() instanceof Any any) {
                targets(any, mappings).forEach(target -> check(attribute, target, findings));
            }
        }
    }

    private static void check(Attribute attribute, RootClass target, Findings findings) {
        String facts = attribute.fact() + " target=" + target.getEntityName();
        if (attribute.collection() != null) {
            findings.warning(
                    target,
                    "A collection of entities of any kind shows deleted ones too",
                    facts,
                    "Leave those out that are deleted, or map a collection for each kind.");
        }
        if (attribute.removes()) {
            findings.warning(
                    target,
                    "A cascade to entities of any kind marks some and deletes others",
                    facts,
                    "Drop cascade REMOVE, and remove each kind by itself.");
        }
    }

    /** Without a list of its own, the reference may be to any entity. */
    private static List<RootClass> targets(Any any, Mappings mappings) {
        List<RootClass> targets = new ArrayList<>(mappings.roots());
        if (any.getMetaValues() != null && !any.getMetaValues().isEmpty()) {
            targets.removeIf(root -> any.getMetaValues().values().stream()
                    .map(mappings.metadata()::getEntityBinding)
                    .noneMatch(entity -> entity != null && entity.getRootClass() == root));
        }
        return targets;
    }
}
