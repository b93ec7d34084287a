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
package dev.ashlar.softdelete.internal.unique;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;

/** The entities of a hierarchy and their tables. */
final class Hierarchy {

    private Hierarchy() {}

    /** A root and all below it. */
    static List<PersistentClass> of(PersistentClass root) {
        List<PersistentClass> entities = new ArrayList<>();
        entities.add(root);
        entities.addAll(root.getSubclasses());
        return entities;
    }

    /** Whether each concrete entity has a table with all attributes. */
    static boolean isTablePerClass(PersistentClass root) {
        return root.getSubclasses().stream().anyMatch(UnionSubclass.class::isInstance);
    }

    /** The tables of an entity and those above it. */
    static List<Table> tablesUpwards(PersistentClass entity) {
        List<Table> tables = new ArrayList<>();
        for (PersistentClass each = entity; each != null; each = each.getSuperclass()) {
            tables.add(each.getTable());
        }
        return tables;
    }
}
