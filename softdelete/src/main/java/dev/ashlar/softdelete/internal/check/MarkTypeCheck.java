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

import dev.ashlar.core.ground.Stamp;
import dev.ashlar.core.ground.StampMaker;
import dev.ashlar.softdelete.internal.mapping.MappedMark;
import dev.ashlar.softdelete.internal.mapping.MarkRole;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.UUID;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.ToOne;

/** Marks are of a type that a removal can make a value of. */
final class MarkTypeCheck implements MappingCheck {

    private static final Set<Class<?>> ACTOR_KEYS = Set.of(String.class, Long.class, Integer.class, UUID.class);

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (RootClass root : mappings.roots()) {
            for (MappedMark mark : Mappings.marks(root)) {
                if (!fits(mark, mappings)) {
                    findings.error(
                            "No removal can make a value for " + mark.role().annotation(),
                            "attribute=" + Mappings.simpleName(root) + "." + mark.name() + " type="
                                    + mark.attribute().getReturnedClassName(),
                            "Give it one of the types " + types(mark.role()) + ".");
                } else if (mark.attribute().getValue() instanceof ToOne toOne) {
                    mappings.target(toOne)
                            .filter(user -> !hasProxies(user))
                            .ifPresent(user -> findings.error(
                                    mark.role().annotation() + " refers to an entity without proxies, which a removal"
                                            + " would have to load",
                                    "attribute=" + Mappings.simpleName(root) + "." + mark.name() + " entity="
                                            + user.getEntityName(),
                                    "Make the entity's class open for subclasses and lazy."));
                }
            }
        }
    }

    private static boolean fits(MappedMark mark, Mappings mappings) {
        Property attribute = mark.attribute();
        return switch (mark.role()) {
            case AT -> StampMaker.of(Stamp.Source.TIME, attribute, mark.name()).isPresent();
            case BY ->
                attribute.getValue() instanceof ToOne toOne
                        ? mappings.target(toOne)
                                .map(user -> user.getIdentifier().getType().getReturnedClass())
                                .filter(ACTOR_KEYS::contains)
                                .isPresent()
                        : StampMaker.of(Stamp.Source.ACTOR, attribute, mark.name())
                                .isPresent();
            case ID -> UUID.class.getName().equals(attribute.getReturnedClassName());
        };
    }

    private static boolean hasProxies(PersistentClass entity) {
        return entity.isLazy()
                && entity.hasPojoRepresentation()
                && !Modifier.isFinal(entity.getMappedClass().getModifiers());
    }

    private static String types(MarkRole role) {
        return switch (role) {
            case AT -> StampMaker.types(Stamp.Source.TIME);
            case BY -> StampMaker.types(Stamp.Source.ACTOR) + " whose identifier is one of these";
            case ID -> "UUID";
        };
    }
}
