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

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.generator.Generator;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.GeneratorCreator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * Fills attributes from time and actor, right in {@code Session} and {@code StatelessSession}.
 *
 * <p>A module declares an annotation with {@code @AttributeBinderType} and calls {@link #bind} from its binder; the rest
 * happens here. Types of a time: those of {@link dev.ashlar.core.CreatedAt}; of an actor: String, Long, Integer, UUID, or a
 * lazy to-one whose identifier is one of these.
 */
public final class Stamping {

    private Stamping() {}

    /**
     * Stamps an attribute of an entity or embeddable. An attribute that does not fit is a problem told at the end of the
     * metadata phase.
     */
    public static void bind(
            Stamp stamp, MetadataBuildingContext context, @Nullable PersistentClass entity, Property property) {
        Ground ground = Ground.of(context.getBootstrapContext().getServiceRegistry());
        String attribute = place(entity, property) + "." + property.getName();
        Optional<StampType> type = StampMaker.typeOf(stamp.source(), property, attribute);
        if (type.isEmpty()) {
            ground.problems()
                    .add(stamp.annotation() + " does not fit the attribute: attribute=" + attribute + " type="
                            + property.getReturnedClassName() + ". Use "
                            + StampMaker.types(stamp.source()) + ".");
            return;
        }
        if (stamp.moment() == Stamp.Moment.INSERT) {
            property.resetUpdateable(false);
        }
        Pending pending = new Pending(
                new StampedNode.Leaf(stamp, type.get()),
                attribute,
                property.getValue(),
                context.getMetadataCollector());
        property.setValueGeneratorCreator(pending);
        ground.stamps().add(pending);
    }

    /**
     * The paths of what is stamped with each write, seen from an attribute of an entity: empty text for itself, {@code a.b} within an
     * embedded value. Known when the metadata is complete.
     */
    public static Set<String> stampedByWrites(Property property) {
        Set<String> paths = new LinkedHashSet<>();
        if (property.getValueGeneratorCreator() instanceof Completed completed) {
            collect(completed.node, "", paths);
        } else if (property.getValueGeneratorCreator() instanceof Pending stamp) {
            collect(stamp.leaf, "", paths);
        }
        return paths;
    }

    private static void collect(StampedNode node, String path, Set<String> paths) {
        if (node instanceof StampedNode.Embedded embedded) {
            String[] names = embedded.type().getPropertyNames();
            for (int i = 0; i < names.length; i++) {
                StampedNode child = embedded.children().get(i);
                if (child != null) {
                    collect(child, path.isEmpty() ? names[i] : path + "." + names[i], paths);
                }
            }
        } else if (node.stampsUpdates()) {
            paths.add(path);
        }
    }

    /** Within an element collection there is no entity; its table says which one it is. */
    private static String place(@Nullable PersistentClass entity, Property property) {
        return entity == null ? property.getValue().getTable().getName() : simpleName(entity.getEntityName());
    }

    private static String simpleName(String entityName) {
        return entityName.substring(entityName.lastIndexOf('.') + 1);
    }

    /** What was bound in one boot, until the entities are complete. */
    static final class Bound {

        private final Set<Pending> pending = new LinkedHashSet<>();

        synchronized void add(Pending stamp) {
            pending.add(stamp);
        }

        /**
         * Gives each entity's attributes their generators; those within an embedded value become one generator of the value,
         * because Hibernate's own for embedded values ({@code CompositeGeneratorBuilder}, 7.4.13) neither keeps still in a
         * {@code StatelessSession} nor lets the value's other attributes be dirty.
         */
        synchronized void complete(InFlightMetadataCollector boot, BootProblems problems) {
            Set<Pending> found = new LinkedHashSet<>();
            for (PersistentClass entity : boot.getEntityBindings()) {
                for (Property property : entity.getPropertyClosure()) {
                    StampedNode node = nodeOf(property, simpleName(entity.getEntityName()), problems, found);
                    if (node != null) {
                        property.setValueGeneratorCreator(new Completed(node));
                    }
                }
            }
            found.forEach(stamp -> {
                refuseWithoutProxy(stamp, boot, problems);
                refuseOtherColumn(stamp, problems);
            });
            // What a boot that failed has left is not ours to tell.
            pending.stream()
                    .filter(stamp -> boot.equals(stamp.boot) && !found.contains(stamp))
                    .forEach(stamp -> problems.add(stamp.leaf.stamp().annotation()
                            + " stands where rows have no events: attribute=" + stamp.attribute
                            + ". Move it out of the identifier or the element collection."));
            pending.clear();
        }

        /** A reference to such an entity could be had only by loading it. */
        private static void refuseWithoutProxy(Pending stamp, InFlightMetadataCollector boot, BootProblems problems) {
            if (stamp.leaf.type() instanceof ActorReference reference) {
                PersistentClass target = boot.getEntityBinding(reference.entityName());
                if (target != null
                        && (!target.isLazy()
                                || Modifier.isFinal(target.getMappedClass().getModifiers()))) {
                    problems.add(stamp.leaf.stamp().annotation() + " refers to an entity without proxies: attribute="
                            + stamp.attribute + " entity=" + reference.entityName()
                            + ". Make the entity's class open for subclasses and lazy.");
                }
            }
        }

        /** The value of such a column could be had only by loading it. */
        private static void refuseOtherColumn(Pending stamp, BootProblems problems) {
            if (stamp.value instanceof ToOne toOne && !toOne.isReferenceToPrimaryKey()) {
                problems.add(stamp.leaf.stamp().annotation()
                        + " refers to an entity by another column than its identifier's: attribute=" + stamp.attribute
                        + " entity=" + toOne.getReferencedEntityName() + " property="
                        + toOne.getReferencedPropertyName()
                        + ". Refer by the identifier, or use a plain attribute.");
            }
        }

        private static @Nullable StampedNode nodeOf(
                Property property, String path, BootProblems problems, Set<Pending> found) {
            GeneratorCreator creator = property.getValueGeneratorCreator();
            if (creator instanceof Completed completed) {
                return completed.node;
            }
            if (creator instanceof Pending stamp) {
                found.add(stamp);
                return stamp.leaf;
            }
            if (!(property.getValue() instanceof Component component)) {
                return null;
            }
            String here = path + "." + property.getName();
            List<Property> attributes = component.getProperties();
            List<@Nullable StampedNode> children = new ArrayList<>();
            List<String> generated = new ArrayList<>();
            for (Property attribute : attributes) {
                StampedNode child = nodeOf(attribute, here, problems, found);
                children.add(child);
                if (child == null && attribute.getValueGeneratorCreator() != null) {
                    generated.add(attribute.getName());
                }
            }
            if (children.stream().allMatch(Objects::isNull)) {
                return null;
            }
            if (!generated.isEmpty()) {
                problems.add("An embedded value mixes stamps with values that Hibernate generates: attribute=" + here
                        + " generated=" + generated
                        + ". Use @CreatedAt and @UpdatedAt for all of its times, or move the"
                        + " generated attributes out.");
            }
            attributes.forEach(attribute -> attribute.setValueGeneratorCreator(null));
            return new StampedNode.Embedded((ComponentType) property.getType(), children);
        }
    }

    /** A stamp whose place is not known yet. */
    static final class Pending implements GeneratorCreator {

        private static final long serialVersionUID = 1L;

        private final transient StampedNode.Leaf leaf;
        private final String attribute;
        private final transient Value value;
        private final transient Object boot;

        private Pending(StampedNode.Leaf leaf, String attribute, Value value, Object boot) {
            this.leaf = leaf;
            this.attribute = attribute;
            this.value = value;
            this.boot = boot;
        }

        @Override
        public Generator createGenerator(GeneratorCreationContext context) {
            return new StampGenerator(leaf);
        }
    }

    /** A stamp, or an embedded value with stamps, in its place. */
    private static final class Completed implements GeneratorCreator {

        private static final long serialVersionUID = 1L;

        private final transient StampedNode node;

        private Completed(StampedNode node) {
            this.node = node;
        }

        @Override
        public Generator createGenerator(GeneratorCreationContext context) {
            return new StampGenerator(node);
        }
    }
}
