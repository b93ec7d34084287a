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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** All links by which soft-deletable entities remove soft-deletable ones. */
public final class ParentLinks {

    private final List<ParentLink> links;
    private final Map<String, List<ParentLink>> byChild = new ConcurrentHashMap<>();
    private final Map<String, List<ParentLink>> byParent = new ConcurrentHashMap<>();

    private ParentLinks(List<ParentLink> links) {
        this.links = List.copyOf(links);
    }

    /** The links of a factory's entities. */
    public static ParentLinks of(SessionFactoryImplementor factory) {
        Collector collector = new Collector(factory);
        factory.getMappingMetamodel().forEachEntityDescriptor(collector::add);
        return new ParentLinks(collector.links);
    }

    /** All links. */
    public List<ParentLink> all() {
        return links;
    }

    /** The links by which instances of an entity type are removed. */
    public List<ParentLink> to(EntityPersister child) {
        return byChild.computeIfAbsent(
                child.getEntityName(),
                name -> links.stream().filter(link -> link.removes(child)).toList());
    }

    /** The links by which instances of an entity type remove others. */
    public List<ParentLink> from(EntityPersister parent) {
        return byParent.computeIfAbsent(
                parent.getEntityName(),
                name -> links.stream().filter(link -> link.isOf(parent)).toList());
    }

    private static final class Collector {

        private final SessionFactoryImplementor factory;
        private final List<ParentLink> links = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        private Collector(SessionFactoryImplementor factory) {
            this.factory = factory;
        }

        private void add(EntityPersister parent) {
            Optional<Marks> marks = Marks.of(parent);
            if (marks.isEmpty()) {
                return;
            }
            Type[] types = parent.getPropertyTypes();
            for (int i = 0; i < types.length; i++) {
                add(marks.get(), parent.getPropertyNames()[i], types[i], parent.getPropertyCascadeStyles()[i]);
            }
        }

        private void add(Marks parent, String path, Type type, CascadeStyle cascade) {
            if (type instanceof ComponentType component) {
                for (int i = 0; i < component.getSubtypes().length; i++) {
                    add(
                            parent,
                            path + "." + component.getPropertyNames()[i],
                            component.getSubtypes()[i],
                            component.getCascadeStyle(i));
                }
            } else if (cascade.doCascade(CascadingActions.REMOVE) || cascade.hasOrphanDelete()) {
                if (type instanceof CollectionType collectionType) {
                    collection(parent, path, collectionType.getRole());
                } else if (type instanceof OneToOneType oneToOne && oneToOne.getRHSUniqueKeyPropertyName() != null) {
                    EntityPersister child = (EntityPersister) oneToOne.getAssociatedJoinable(factory);
                    link(
                            parent,
                            path,
                            child,
                            oneToOne.getRHSUniqueKeyPropertyName(),
                            child.getEntityName() + "/" + path);
                }
            }
        }

        private void collection(Marks parent, String path, String role) {
            CollectionPersister collection = factory.getMappingMetamodel().getCollectionDescriptor(role);
            LiveElements.marksOf(collection)
                    .ifPresent(child -> link(parent, path, child.persister(), collection.getMappedByProperty(), role));
        }

        private void link(
                Marks parent, String path, EntityPersister child, @Nullable String childAttribute, String identity) {
            // A subclass has the attributes of its superclass too.
            if (seen.add(identity)) {
                Marks.of(child).ifPresent(marks -> links.add(new ParentLink(parent, path, marks, childAttribute)));
            }
        }
    }
}
