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
import dev.ashlar.softdelete.internal.mapping.MappedMark;
import dev.ashlar.softdelete.internal.mapping.MarkRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;

/** Finds the tables and columns of a key. */
final class Placement {

    private final SchemaContributions schema;
    private final WrittenKey key;
    private final PersistentClass root;
    private final boolean tablePerClass;

    Placement(SchemaContributions schema, WrittenKey key) {
        this.schema = schema;
        this.key = key;
        this.root = key.entity();
        this.tablePerClass = Hierarchy.isTablePerClass(root);
    }

    /** One key, or one for each table of a table-per-class hierarchy; none if there is a problem. */
    List<PlacedKey> placed() {
        Optional<Property> at = MappedMark.of(root).stream()
                .filter(mark -> mark.role() == MarkRole.AT)
                .map(MappedMark::attribute)
                .findFirst();
        return at.isPresent() && hasAttributes() ? placed(at.get()) : List.of();
    }

    private List<PlacedKey> placed(Property at) {
        Map<Table, PlacedKey> placed = new LinkedHashMap<>();
        for (PersistentClass holder : holders()) {
            List<Column> columns = columns(holder, at);
            if (columns.isEmpty()) {
                return List.of();
            }
            Table table = tablePerClass ? holder.getTable() : at.getValue().getTable();
            PlacedKey before = placed.get(table);
            if (before == null) {
                placed.put(table, new PlacedKey(key, table, columns, new ArrayList<>(List.of(holder)), at));
            } else if (before.columns().equals(columns)) {
                before.holders().add(holder);
            } else {
                problem(
                        "@UniqueAmongLive names an attribute that two subclasses have in different columns: "
                                + key.facts() + " columns=" + names(before.columns()) + " and " + names(columns),
                        "Give it one column, or another name in one of them.");
                return List.of();
            }
        }
        placed.keySet().removeIf(table -> !table.isPhysicalTable() || table.isView());
        return List.copyOf(placed.values());
    }

    private List<PersistentClass> holders() {
        List<PersistentClass> holders = Hierarchy.of(root).stream()
                .filter(entity -> key.attributes().stream()
                        .allMatch(path -> Paths.find(entity, path).isPresent()))
                .toList();
        if (holders.isEmpty()) {
            problem("@UniqueAmongLive names attributes that no entity has together: " + key.facts(), "Split it.");
        }
        return holders;
    }

    /** None if there is a problem. */
    private List<Column> columns(PersistentClass holder, Property at) {
        List<Column> columns = new ArrayList<>();
        for (String path : key.attributes()) {
            Value value = Paths.find(holder, path).orElseThrow();
            if (!isFit(holder, path, value, at)) {
                return List.of();
            }
            columns.addAll(value.getColumns());
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            problem(
                    "@UniqueAmongLive names a column twice: " + key.facts() + " columns=" + names(columns),
                    "Once will do.");
            return List.of();
        }
        return columns;
    }

    private boolean hasAttributes() {
        if (key.attributes().isEmpty()) {
            problem("@UniqueAmongLive names no attribute: entity=" + root.getEntityName(), "Name one at least.");
            return false;
        }
        boolean all = true;
        for (String path : key.attributes()) {
            if (Hierarchy.of(root).stream()
                    .allMatch(entity -> Paths.find(entity, path).isEmpty())) {
                Optional<String> association = Hierarchy.of(root).stream()
                        .flatMap(entity -> Paths.association(entity, path).stream())
                        .findFirst();
                problem(
                        "@UniqueAmongLive names "
                                + (association.isPresent() ? "what an association leads to" : "an unknown attribute")
                                + ": entity=" + root.getEntityName() + " attribute=" + path,
                        association
                                .map(start -> "Name the association itself: " + start + ".")
                                .orElse(
                                        "Name a mapped attribute, or a path into an embedded one such as address.street."));
                all = false;
            }
        }
        return all;
    }

    private boolean isFit(PersistentClass holder, String path, Value value, Property at) {
        String facts = "entity=" + holder.getEntityName() + " attribute=" + path;
        if (value instanceof Collection
                || value.hasFormula()
                || value.getColumns().isEmpty()) {
            problem(
                    "@UniqueAmongLive names an attribute without a column of its own: " + facts,
                    "Name a basic one, a to-one that has the foreign key, or an embedded one.");
            return false;
        }
        Table marks = at.getValue().getTable();
        boolean beside = tablePerClass
                ? Hierarchy.tablesUpwards(holder).contains(value.getTable())
                : value.getTable().equals(marks);
        if (!beside) {
            problem(
                    "@UniqueAmongLive names an attribute whose column is not in the table of the marks: " + facts
                            + " table=" + value.getTable().getName() + " marks=" + marks.getName(),
                    "No key spans two tables: move the attribute to the root, or leave it out.");
        }
        return beside;
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::getName).toList();
    }

    private void problem(String what, String mend) {
        schema.problems().add(what + ". " + mend);
    }
}
