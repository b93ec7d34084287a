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
package dev.ashlar.audit.internal;

import dev.ashlar.core.ground.AttributeNotes;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * Where Hibernate would delete who inserted a row: it deletes the row of an optional secondary table when all columns that an update
 * writes are null, whatever the others hold ({@code OptionalTableUpdateOperation} and the dialects' merge statements, 7.4.13).
 */
final class LosableAuthors {

    private static final String NOTE = "ashlar.audit.created_by";

    private LosableAuthors() {}

    /** Notes that an attribute holds who inserted. */
    static void note(Property property) {
        AttributeNotes.put(property, NOTE, "true");
    }

    /** What is wrong with an entity, to be told at boot. */
    static List<String> problems(PersistentClass entity) {
        return entity.getJoins().stream()
                .filter(join -> join.isOptional()
                        && any(join.getProperties(), LosableAuthors::isNoted)
                        && !any(join.getProperties(), LosableAuthors::keepsTheRow))
                .map(join -> problem(entity, join))
                .toList();
    }

    private static String problem(PersistentClass entity, Join join) {
        String table = join.getTable().getName();
        return "@CreatedBy stands in a secondary table whose row goes when nothing else is in it: entity="
                + entity.getEntityName()
                + " table=" + table + ". Add @SecondaryRow(table = \"" + table
                + "\", optional = false), or a column that is updated and not nullable.";
    }

    private static boolean isNoted(Property property) {
        return AttributeNotes.get(property, NOTE).isPresent();
    }

    private static boolean keepsTheRow(Property property) {
        return property.isUpdatable()
                && !(property.getValue() instanceof Component)
                && property.getColumns().stream().anyMatch(column -> !column.isNullable());
    }

    /** Whether it holds for one of them or for one within an embedded value. */
    private static boolean any(List<Property> properties, Predicate<Property> condition) {
        return properties.stream()
                .anyMatch(property -> condition.test(property)
                        || (property.getValue() instanceof Component component
                                && any(component.getProperties(), condition)));
    }
}
