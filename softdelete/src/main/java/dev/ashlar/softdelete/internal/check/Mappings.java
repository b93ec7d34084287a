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

import dev.ashlar.core.ground.SchemaContributions;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.internal.mapping.LivePersisters;
import dev.ashlar.softdelete.internal.mapping.MappedMark;
import dev.ashlar.softdelete.internal.mapping.MarkRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** The mappings of a persistence unit, as the checks ask for them. */
final class Mappings {

    private final SchemaContributions schema;
    private final MetadataBuildingContext context;
    private final List<Attribute> attributes = new ArrayList<>();

    Mappings(SchemaContributions schema) {
        this.schema = schema;
        PersistentClass any = schema.entities().iterator().next();
        this.context = ((SimpleValue) any.getIdentifier()).getBuildingContext();
        schema.entities().forEach(entity -> Attribute.each(entity, attributes::add));
    }

    Collection<PersistentClass> entities() {
        return schema.entities();
    }

    /** The roots of soft-deletable hierarchies. */
    List<RootClass> roots() {
        return entities().stream()
                .filter(RootClass.class::isInstance)
                .map(RootClass.class::cast)
                .filter(this::isSoftDeletable)
                .toList();
    }

    /** All attributes of all entities, each once. */
    List<Attribute> attributes() {
        return attributes;
    }

    /** The settings of the persistence unit. */
    Map<String, Object> settings() {
        return schema.settings();
    }

    InFlightMetadataCollector metadata() {
        return context.getMetadataCollector();
    }

    ServiceRegistry registry() {
        return context.getBootstrapContext().getServiceRegistry();
    }

    /** Whether the hierarchy of an entity is meant to be soft-deletable, also if another has taken the slot for it. */
    boolean isSoftDeletable(PersistentClass entity) {
        return LivePersisters.isSoftDeletable(entity) || isAnnotated(entity.getRootClass());
    }

    /** Whether {@link SoftDeletable} stands on an entity or above it. */
    boolean isAnnotated(PersistentClass entity) {
        return entity.hasPojoRepresentation() && entity.getMappedClass().isAnnotationPresent(SoftDeletable.class);
    }

    /** The entity that a value refers to, if it does. */
    Optional<PersistentClass> target(Value value) {
        if (value instanceof OneToMany oneToMany) {
            return Optional.ofNullable(oneToMany.getAssociatedClass());
        }
        return value instanceof ToOne toOne
                ? Optional.ofNullable(metadata().getEntityBinding(toOne.getReferencedEntityName()))
                : Optional.empty();
    }

    /** The soft-deletable entity that a value refers to, if it does. */
    Optional<PersistentClass> softDeletable(Value value) {
        return target(value).filter(this::isSoftDeletable);
    }

    /** The collections of soft-deletable entities. */
    Stream<Attribute> collections() {
        return attributes.stream()
                .filter(Attribute::isCollection)
                .filter(attribute -> softDeletable(attribute.value()).isPresent());
    }

    /** The marks of a hierarchy. */
    static List<MappedMark> marks(RootClass root) {
        return MappedMark.of(root).stream()
                .filter(mark -> !Attribute.isCopyOfIdentifier(root, mark.path().get(0)))
                .toList();
    }

    /** The attribute with a role in a hierarchy, if there is one. */
    static Optional<MappedMark> mark(RootClass root, MarkRole role) {
        return marks(root).stream().filter(mark -> mark.role() == role).findFirst();
    }

    /** The column that says whether a row is deleted. */
    static @Nullable Column markColumn(RootClass root) {
        return mark(root, MarkRole.AT)
                .flatMap(mark -> columns(mark.attribute()).stream().findFirst())
                .orElse(null);
    }

    /** The columns of an attribute, without formulas. */
    static List<Column> columns(Property attribute) {
        return attribute.getSelectables().stream()
                .filter(Column.class::isInstance)
                .map(Column.class::cast)
                .toList();
    }

    /** All tables of a hierarchy. */
    static Set<Table> tables(RootClass root) {
        Set<Table> tables = new LinkedHashSet<>();
        Stream.concat(Stream.of(root), root.getSubclasses().stream()).forEach(entity -> {
            tables.add(entity.getTable());
            entity.getJoins().stream().map(Join::getTable).forEach(tables::add);
        });
        return tables;
    }

    /** As {@code entity=name}. */
    static String fact(PersistentClass entity) {
        return "entity=" + entity.getEntityName();
    }

    static String simpleName(PersistentClass entity) {
        String name = entity.getJpaEntityName() == null ? entity.getEntityName() : entity.getJpaEntityName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
