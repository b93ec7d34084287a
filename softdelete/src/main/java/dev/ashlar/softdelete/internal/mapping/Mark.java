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

import dev.ashlar.core.ground.Stamp;
import dev.ashlar.core.ground.StampMaker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Property;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** A marking attribute of an entity. */
public final class Mark {

    private final MarkRole role;
    private final String name;
    private final int property;
    private final List<Step> embedded;
    private final Type type;
    private final @Nullable StampMaker maker;

    /**
     * A step into an embedded value.
     *
     * @param type how Hibernate takes the value apart
     * @param index the attribute within it
     */
    private record Step(ComponentType type, int index) {}

    private Mark(MarkRole role, String name, int property, List<Step> embedded, Type type, @Nullable StampMaker maker) {
        this.role = role;
        this.name = name;
        this.property = property;
        this.embedded = embedded;
        this.type = type;
        this.maker = maker;
    }

    static Mark of(MappedMark mapped, EntityPersister persister) {
        int property = persister.getPropertyIndex(mapped.path().get(0).getName());
        List<Step> steps = new ArrayList<>();
        Type type = persister.getPropertyTypes()[property];
        for (Property attribute : mapped.path().subList(1, mapped.path().size())) {
            ComponentType component = (ComponentType) type;
            int index = Arrays.asList(component.getPropertyNames()).indexOf(attribute.getName());
            steps.add(new Step(component, index));
            type = component.getSubtypes()[index];
        }
        return new Mark(
                mapped.role(),
                mapped.name(),
                property,
                List.copyOf(steps),
                type,
                maker(mapped, persister.getEntityName()));
    }

    private static @Nullable StampMaker maker(MappedMark mapped, String entityName) {
        String attribute = entityName.substring(entityName.lastIndexOf('.') + 1) + "." + mapped.name();
        return switch (mapped.role()) {
            case AT ->
                StampMaker.of(Stamp.Source.TIME, mapped.attribute(), attribute).orElseThrow();
            case BY ->
                StampMaker.of(Stamp.Source.ACTOR, mapped.attribute(), attribute).orElseThrow();
            case ID -> null;
        };
    }

    /** What the attribute says. */
    public MarkRole role() {
        return role;
    }

    /** The attribute's name, behind those it is embedded in. */
    public String name() {
        return name;
    }

    /** Where the attribute is stored for an entity type. */
    public List<SelectableMapping> columns(EntityMappingType entity) {
        ModelPart part = entity;
        for (String step : name.split("\\.", -1)) {
            part = part instanceof EmbeddableValuedModelPart embedding
                    ? embedding.getEmbeddableTypeDescriptor().findAttributeMapping(step)
                    : ((EntityMappingType) part).findAttributeMapping(step);
        }
        List<SelectableMapping> columns = new ArrayList<>();
        part.forEachSelectable((index, column) -> columns.add(column));
        return columns;
    }

    /** The index of the entity's property that it is, or is embedded in. */
    public int property() {
        return property;
    }

    /** The type of the attribute. */
    public Type type() {
        return type;
    }

    /** The value that marks a row in the session's transaction. */
    public @Nullable Object value(SharedSessionContractImplementor session, UUID deletion) {
        return maker == null ? deletion : maker.value(session);
    }

    /** The attribute's value, given that of the property. */
    public @Nullable Object get(@Nullable Object propertyValue) {
        Object value = propertyValue;
        for (Step step : embedded) {
            if (value == null) {
                return null;
            }
            value = step.type().getPropertyValue(value, step.index());
        }
        return value;
    }

    /** Whether the attribute has a value in a property's value as the second-level cache keeps it. */
    boolean isDisassembled(@Nullable Object cached) {
        Object value = cached;
        for (Step step : embedded) {
            value = value instanceof Object[] values ? values[step.index()] : null;
        }
        return value != null;
    }

    /** The property's value with the attribute changed; a mutable embedded value is changed in place. */
    @Nullable
    Object with(@Nullable Object propertyValue, @Nullable Object value) {
        return with(propertyValue, value, 0);
    }

    private @Nullable Object with(@Nullable Object current, @Nullable Object value, int depth) {
        if (depth == embedded.size()) {
            return value;
        }
        Step step = embedded.get(depth);
        ComponentType component = step.type();
        Object[] values = component.getPropertyValues(current);
        values[step.index()] = with(values[step.index()], value, depth + 1);
        if (current != null) {
            return component.replacePropertyValues(current, values, null);
        }
        return component
                .getMappingModelPart()
                .getEmbeddableTypeDescriptor()
                .getRepresentationStrategy()
                .getInstantiatorForClass(component.getReturnedClass().getName())
                .instantiate(() -> values);
    }
}
