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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.mapping.MetaAttribute;
import org.hibernate.mapping.PersistentClass;

/**
 * A key that holds among live rows.
 *
 * <p>It is noted on a mapped entity while the metadata is being built, by which time everything about it is known to be right, and
 * read when the persister is made; see {@link Marks#keys()}.
 *
 * @param entityName the topmost entity that has all the attributes; in a table-per-class hierarchy the entity of the table, since
 *     the key holds per table there
 * @param name the name in the database
 * @param attributes paths such as {@code address.street}, as they are written in the annotation
 */
public record LiveKey(String entityName, String name, List<String> attributes) {

    private static final String NOTE = "ashlar.softdelete.key.";

    /** Copies the attributes. */
    public LiveKey {
        attributes = List.copyOf(attributes);
    }

    /** Notes the key on an entity that has its attributes. */
    public void note(PersistentClass entity) {
        Map<String, MetaAttribute> notes = new HashMap<>();
        if (entity.getMetaAttributes() != null) {
            notes.putAll(entity.getMetaAttributes());
        }
        MetaAttribute note = new MetaAttribute(NOTE + name);
        note.addValue(entityName);
        attributes.forEach(note::addValue);
        notes.put(note.getName(), note);
        entity.setMetaAttributes(notes);
    }

    /** The keys that were noted on an entity, by name. */
    static List<LiveKey> of(PersistentClass entity) {
        if (entity.getMetaAttributes() == null) {
            return List.of();
        }
        return entity.getMetaAttributes().values().stream()
                .filter(note -> note.getName().startsWith(NOTE))
                .map(LiveKey::from)
                .sorted(Comparator.comparing(LiveKey::name))
                .toList();
    }

    private static LiveKey from(MetaAttribute note) {
        List<String> values = new ArrayList<>();
        note.getValues().forEach(value -> values.add(value.toString()));
        return new LiveKey(values.get(0), note.getName().substring(NOTE.length()), values.subList(1, values.size()));
    }
}
