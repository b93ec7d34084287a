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
package dev.ashlar.softdelete.internal.purge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads the foreign keys of one entity. */
final class KeyReader {

    private final ForeignKeys keys;
    private final MappingMetamodel model;
    private final EntityPersister entity;

    KeyReader(ForeignKeys keys, MappingMetamodel model, EntityPersister entity) {
        this.keys = keys;
        this.model = model;
        this.entity = entity;
    }

    void read() {
        if (entity.isAbstract()) {
            return; // its subclasses have all it has
        }
        identifier(entity.getIdentifierMapping());
        for (int i = 0; i < entity.getAttributeMappings().size(); i++) {
            AttributeMapping attribute = entity.getAttributeMappings().get(i);
            attribute(attribute, nameOf(attribute.getDeclaringType()) + attribute.getAttributeName());
        }
    }

    /** The entity that declares an attribute, of which each concrete subclass may have a column of its own. */
    private String nameOf(Object declaring) {
        EntityPersister named = declaring instanceof EntityPersister other ? other : entity;
        return named.getMappedClass().getSimpleName() + ".";
    }

    private void identifier(ModelPart identifier) {
        if (identifier instanceof NonAggregatedIdentifierMapping several) {
            embedded(several.getVirtualIdEmbeddable(), nameOf(entity));
        } else if (identifier instanceof EmbeddableValuedModelPart one) {
            embedded(one.getEmbeddableTypeDescriptor(), nameOf(entity) + entity.getIdentifierPropertyName() + ".");
        }
    }

    private void embedded(EmbeddableMappingType type, String path) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            attribute(attribute, path + attribute.getAttributeName());
        }
    }

    private void attribute(ModelPart attribute, String path) {
        if (attribute instanceof ToOneAttributeMapping toOne) {
            toOne(toOne, path);
        } else if (attribute instanceof PluralAttributeMapping plural) {
            plural(plural, path);
        } else if (attribute instanceof EmbeddableValuedModelPart embedding) {
            embedded(embedding.getEmbeddableTypeDescriptor(), path + ".");
        }
    }

    private void toOne(ToOneAttributeMapping toOne, String path) {
        if (toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY) {
            String table = tableOf(entity, toOne.getForeignKeyDescriptor().getKeyTable());
            Columns referrer = tables(entity).get(table);
            if (referrer != null) {
                reference(
                        path,
                        table,
                        keyColumns(toOne.getForeignKeyDescriptor()),
                        toOne.getForeignKeyDescriptor(),
                        toOne.getAssociatedEntityMappingType(),
                        referrer,
                        entity);
            }
        }
    }

    private void plural(PluralAttributeMapping plural, String path) {
        CollectionPersister collection = plural.getCollectionDescriptor();
        if (collection.isInverse()) {
            return; // the other side has the columns
        }
        ForeignKeyDescriptor key = plural.getKeyDescriptor();
        String table = plural.getSeparateCollectionTable();
        if (table == null) {
            childTable(plural, key, path);
            return;
        }
        Columns referrer = owner(key);
        keys.add(entity, link(table, keyColumns(key), key, entity));
        part(plural.getElementDescriptor(), table, path, referrer);
        if (plural.getIndexDescriptor() != null) {
            part(plural.getIndexDescriptor(), table, path + " key", referrer);
        }
    }

    /** A part of a collection's row. */
    private void part(CollectionPart part, String table, String path, @Nullable Columns referrer) {
        if (part instanceof ManyToManyCollectionPart manyToMany) {
            ForeignKeyDescriptor key = manyToMany.getForeignKeyDescriptor();
            EntityPersister other = manyToMany.getAssociatedEntityMappingType().getEntityPersister();
            if (part.getNature() == CollectionPart.Nature.ELEMENT) {
                keys.add(other, link(table, keyColumns(key), key, other));
            } else if (referrer != null) {
                reference(path, table, keyColumns(key), key, other, referrer, null);
            }
        } else if (part instanceof EmbeddableValuedModelPart embedding && referrer != null) {
            embeddedPart(embedding.getEmbeddableTypeDescriptor(), table, path + ".", referrer);
        }
    }

    private void embeddedPart(EmbeddableMappingType type, String table, String path, Columns referrer) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            String inner = path + attribute.getAttributeName();
            if (attribute instanceof ToOneAttributeMapping toOne
                    && toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY) {
                ForeignKeyDescriptor key = toOne.getForeignKeyDescriptor();
                EntityMappingType to = toOne.getAssociatedEntityMappingType();
                reference(inner, table, keyColumns(key), key, to, referrer, null);
            } else if (attribute instanceof EmbeddableValuedModelPart embedding) {
                embeddedPart(embedding.getEmbeddableTypeDescriptor(), table, inner + ".", referrer);
            }
        }
    }

    /** A collection whose key is in the table of its elements. */
    private void childTable(PluralAttributeMapping plural, ForeignKeyDescriptor key, String path) {
        if (!(plural.getElementDescriptor() instanceof EntityCollectionPart part)) {
            return;
        }
        EntityMappingType element = part.getAssociatedEntityMappingType();
        for (String subclass : element.getEntityPersister().getSubclassEntityNames()) {
            EntityPersister child = model.getEntityDescriptor(subclass);
            String table = tableOf(child, key.getKeyTable());
            Columns referrer = child.isAbstract() ? null : tables(child).get(table);
            if (referrer != null) {
                reference(path, table, keyColumns(key), key, entity, referrer, child);
            }
        }
    }

    /**
     * Notes a reference.
     *
     * @param from the entity in whose table the columns are, null for that of a collection of ours
     */
    private void reference(
            String path,
            String table,
            List<SelectableMapping> columns,
            ForeignKeyDescriptor key,
            EntityMappingType to,
            Columns referrer,
            @Nullable EntityPersister from) {
        if (columns.stream().anyMatch(SelectableMapping::isFormula)) {
            return;
        }
        boolean breakable = from != null
                && columns.stream()
                        .allMatch(column ->
                                column.isNullable() && !referrer.names().contains(column.getSelectionExpression()));
        EntityPersister target = to.getEntityPersister();
        keys.add(new Reference(
                path,
                link(table, columns, key, target),
                referrer,
                ForeignKeys.root(from == null ? entity : from),
                ForeignKeys.root(target),
                breakable));
    }

    private static List<SelectableMapping> keyColumns(ForeignKeyDescriptor key) {
        List<SelectableMapping> columns = new ArrayList<>();
        key.visitKeySelectables((index, column) -> columns.add(column));
        return columns;
    }

    /** The columns of a collection's key, if it has the owner's identifier. */
    private @Nullable Columns owner(ForeignKeyDescriptor key) {
        Link link = link("", keyColumns(key), key, entity);
        return link.via() == null ? link.columns() : null;
    }

    /** The columns in the order of the target's identifier, if that is what they have. */
    private static Link link(
            String table, List<SelectableMapping> columns, ForeignKeyDescriptor key, EntityPersister target) {
        List<SelectableMapping> unique = new ArrayList<>();
        key.visitTargetSelectables((index, column) -> unique.add(column));
        List<String> names =
                unique.stream().map(SelectableMapping::getSelectionExpression).toList();
        for (Columns id : tables(target).values()) {
            if (id.size() == names.size() && id.names().containsAll(names)) {
                List<SelectableMapping> ordered = new ArrayList<>();
                id.names().forEach(name -> ordered.add(columns.get(names.indexOf(name))));
                return new Link(table, Columns.of(ordered), null);
            }
        }
        String targetTable = tableOf(target, key.getTargetTable());
        Columns id = tables(target).get(targetTable);
        return new Link(
                table, Columns.of(columns), id == null ? null : new Link.Via(targetTable, Columns.of(unique), id));
    }

    /** The table for an entity of a key that a superclass may have: each concrete class may have tables of its own. */
    private static String tableOf(EntityPersister entity, String table) {
        return entity instanceof UnionSubclassEntityPersister
                ? entity.getIdentifierTableMapping().getTableName()
                : table;
    }

    /** The columns of an entity's identifier in each of its tables. */
    static Map<String, Columns> tables(EntityPersister entity) {
        List<SelectableMapping> id = new ArrayList<>();
        entity.getIdentifierMapping().forEachSelectable((index, column) -> id.add(column));
        Map<String, Columns> tables = new HashMap<>();
        entity.forEachMutableTable(table -> {
            List<String> names = new ArrayList<>();
            table.getKeyMapping().forEachKeyColumn((index, column) -> names.add(column.getColumnName()));
            tables.put(table.getTableName(), Columns.of(id).named(names));
        });
        return Collections.unmodifiableMap(tables);
    }
}
