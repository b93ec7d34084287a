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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.MetaAttribute;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/** Warnings on their way to the session factory, noted on the mapping: a registry may serve several boots. */
public final class Warnings {

    private static final String NOTE = "ashlar.softdelete.warnings";

    private Warnings() {}

    static void note(RootClass root, String warning) {
        Map<String, MetaAttribute> notes = new HashMap<>();
        if (root.getMetaAttributes() != null) {
            notes.putAll(root.getMetaAttributes());
        }
        notes.computeIfAbsent(NOTE, MetaAttribute::new).addValue(warning);
        root.setMetaAttributes(notes);
    }

    /** All warnings of a mapping. */
    public static List<String> of(Metadata metadata) {
        return metadata.getEntityBindings().stream()
                .filter(RootClass.class::isInstance)
                .map(Warnings::notes)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> notes(PersistentClass root) {
        MetaAttribute note = root.getMetaAttributes() == null ? null : root.getMetaAttribute(NOTE);
        return note == null ? List.of() : note.getValues();
    }
}
