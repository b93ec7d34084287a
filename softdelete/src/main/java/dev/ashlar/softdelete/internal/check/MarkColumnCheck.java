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
import java.util.List;
import java.util.Optional;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.ToOne;

/** Marks are read and written with the row that they mark. */
final class MarkColumnCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (RootClass root : mappings.roots()) {
            for (MappedMark mark : Mappings.marks(root)) {
                obstacle(root, mark)
                        .ifPresent(found -> findings.error(
                                mark.role().annotation() + " " + found.what(),
                                "attribute=" + Mappings.simpleName(root) + "." + mark.name() + " column="
                                        + Mappings.columns(mark.attribute()).stream()
                                                .map(Column::getName)
                                                .toList(),
                                found.mend()));
            }
        }
    }

    private record Obstacle(String what, String mend) {}

    @SuppressWarnings("ReferenceEquality") // the same part of the mapping
    private static Optional<Obstacle> obstacle(RootClass root, MappedMark mark) {
        List<Property> path = mark.path();
        Property attribute = mark.attribute();
        if (path.get(0) == root.getVersion()) {
            return of("stands on the version, which a live row has too", "Give each an attribute of its own.");
        }
        if (attribute.getValue().hasFormula()) {
            return of("stands on a formula, which cannot be written", "Map it to a column.");
        }
        if (attribute.getValue().getTable() != root.getTable()) {
            return of(
                    "is in another table than the row it marks, so that rows without one there would be hidden or lost",
                    "Move it to the entity's main table.");
        }
        if (path.stream().anyMatch(step -> !step.isInsertable() || !step.isUpdatable())) {
            return of("would not be written", "Make its column insertable and updatable.");
        }
        if (path.stream().anyMatch(step -> step.getValueGeneratorCreator() != null)) {
            return of("has a generated value, which would mark live rows", "Remove the generator.");
        }
        if (Mappings.columns(attribute).stream().anyMatch(column -> !column.isNullable())) {
            return of("cannot be null, as it is in a live row", "Make its column nullable, its type no primitive.");
        }
        if (path.stream().anyMatch(step -> step.isLazy() && !(step.getValue() instanceof ToOne))) {
            return of("is lazy, so that it is not there when the row is judged", "Load it with the row.");
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> of(String what, String mend) {
        return Optional.of(new Obstacle(what, mend));
    }
}
