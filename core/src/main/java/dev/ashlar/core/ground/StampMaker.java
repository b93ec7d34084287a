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

import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.jspecify.annotations.Nullable;

/** Makes the values of one attribute from time or actor, for whoever writes it at other moments than {@link Stamping}. */
public final class StampMaker {

    private final StampType type;

    private StampMaker(StampType type) {
        this.type = type;
    }

    /**
     * The maker for an attribute's type, if there is one.
     *
     * @param attribute as {@code Entity.attribute}, for messages
     */
    public static Optional<StampMaker> of(Stamp.Source source, Property property, String attribute) {
        return typeOf(source, property, attribute).map(StampMaker::new);
    }

    /** The types that an attribute may have, for messages. */
    public static String types(Stamp.Source source) {
        return source == Stamp.Source.TIME ? StampType.TIME_TYPES : "String, Long, Integer, UUID or a to-one";
    }

    /** The value for a change in the session's transaction; null if there is no actor. */
    public @Nullable Object value(SharedSessionContractImplementor session) {
        return type.value(new StampValues(session));
    }

    static Optional<StampType> typeOf(Stamp.Source source, Property property, String attribute) {
        if (source == Stamp.Source.TIME) {
            return StampType.time(property.getReturnedClassName());
        }
        if (property.getValue() instanceof ToOne toOne) {
            return Optional.of(new ActorReference(attribute, toOne.getReferencedEntityName()));
        }
        return ActorType.TYPES.stream()
                .filter(type -> type.getName().equals(property.getReturnedClassName()))
                .findFirst()
                .map(type -> new ActorType(attribute, type));
    }
}
