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
package dev.ashlar.core.ground;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.mapping.MetaAttribute;
import org.hibernate.mapping.Property;

/** What a module notes on mapped attributes while they are bound; copies of the attribute, in embedded values and subclasses, keep it. */
public final class AttributeNotes {

    private AttributeNotes() {}

    /** Notes a value under a name of the module's. */
    public static void put(Property property, String name, String value) {
        Map<String, MetaAttribute> notes = new HashMap<>();
        if (property.getMetaAttributes() != null) {
            notes.putAll(property.getMetaAttributes());
        }
        MetaAttribute note = new MetaAttribute(name);
        note.addValue(value);
        notes.put(name, note);
        property.setMetaAttributes(notes);
    }

    /** What was noted. */
    public static Optional<String> get(Property property, String name) {
        return Optional.ofNullable(property.getMetaAttribute(name)).map(MetaAttribute::getValue);
    }
}
