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

import dev.ashlar.core.ground.SchemaContributions;
import dev.ashlar.softdelete.internal.mapping.LiveKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/**
 * Makes keys, each once and under a name of its own.
 *
 * <p>PostgreSQL keeps indexes, and H2 constraints, in one namespace for all tables of a schema.
 */
final class MadeKeys {

    private record Name(String schema, String name) {

        static Name of(Table table, String name) {
            return new Name(table.getCatalog() + "." + table.getSchema(), name.toLowerCase(Locale.ROOT));
        }
    }

    private record Columns(Table table, Set<Column> columns) {}

    private final SchemaContributions schema;
    private final Form form;
    private final Map<Name, Table> names = new HashMap<>();
    private final Set<Columns> made = new HashSet<>();

    MadeKeys(SchemaContributions schema) {
        this.schema = schema;
        this.form = Form.of(schema.dialect());
        for (Table table : schema.tables()) {
            table.getUniqueKeys().keySet().forEach(name -> names.put(Name.of(table, name), table));
            table.getIndexes().keySet().forEach(name -> names.put(Name.of(table, name), table));
        }
    }

    void make(PlacedKey key) {
        String name = name(key);
        if (!made.add(new Columns(key.table(), Set.copyOf(key.columns())))) {
            schema.problems()
                    .add("Two @UniqueAmongLive name the same columns: "
                            + key.written().facts() + " table=" + key.table().getName() + ". Remove one.");
            return;
        }
        Table other = names.putIfAbsent(Name.of(key.table(), name), key.table());
        if (other != null) {
            schema.problems()
                    .add("@UniqueAmongLive has a name that another key or index has: "
                            + key.written().facts() + " name="
                            + name + " table=" + key.table().getName() + " other=" + other.getName()
                            + ". Give it another with name = ….");
            return;
        }
        form.make(schema, key, name);
        String topmost = key.holders().get(0).getEntityName();
        LiveKey noted = new LiveKey(topmost, name, key.written().attributes());
        key.holders().forEach(noted::note);
    }

    private String name(PlacedKey key) {
        String written = key.written().name();
        if (written.isBlank()) {
            return schema.name("uq", key.table(), key.columns());
        }
        return key.isOneOfMany() ? schema.name(written, key.table(), List.of()) : written;
    }
}
