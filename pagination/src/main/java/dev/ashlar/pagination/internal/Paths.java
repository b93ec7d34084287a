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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.PaginationException;
import dev.ashlar.pagination.internal.KeyPlace.Found;
import dev.ashlar.pagination.internal.SortKey.Column;
import jakarta.persistence.criteria.JoinType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmJoin;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.jspecify.annotations.Nullable;

/** Finds what a path means in a tree, by left joins that it adds where it has to. */
final class Paths {

    private final QueryTree tree;
    private final String path;

    private Paths(QueryTree tree, String path) {
        this.tree = tree;
        this.path = path;
    }

    /**
     * The attribute at a path from this root or join.
     *
     * @throws PaginationException if there is none, or rows cannot be sorted by it
     */
    static Found find(QueryTree tree, SqmFrom<?, ?> from, List<String> steps) {
        Paths paths = new Paths(tree, String.join(".", steps));
        EntityDomainType<?> entity = QueryTree.entity(from);
        if (entity == null) {
            return paths.findByName(from, steps);
        }
        EntityMappingType mapping = mapping(tree, entity);
        return paths.walk(mapping, mapping, from, from, isOptional(from), steps);
    }

    static EntityMappingType mapping(QueryTree tree, EntityDomainType<?> entity) {
        return tree.factory().getMappingMetamodel().getEntityDescriptor(entity.getHibernateEntityName());
    }

    /** Whether a row may be there without it. */
    static boolean isOptional(SqmFrom<?, ?> from) {
        for (SqmPath<?> path = from; path != null; path = path.getLhs()) {
            if (path instanceof SqmJoin<?, ?> join && join.getSqmJoinType() != SqmJoinType.INNER) {
                return join.getSqmJoinType() != SqmJoinType.CROSS;
            }
        }
        return false;
    }

    /** The columns of a subquery or a common table expression: nothing is known of them but their type. */
    private Found findByName(SqmFrom<?, ?> from, List<String> steps) {
        SqmPath<?> found = from;
        try {
            for (String step : steps) {
                found = found.get(step);
            }
        } catch (RuntimeException e) {
            throw new PaginationException(
                    "No such column: path=[" + path + "] query=[" + tree.shown() + "]. " + e.getMessage(), e);
        }
        return computed(tree, path, found);
    }

    /**
     * A computed key, or one of which only the type is known.
     *
     * @throws PaginationException if its type is not known, or it is a window function
     */
    static Found computed(QueryTree tree, String name, SqmExpression<?> expression) {
        if (Aggregates.isOverWindowIn(expression)) {
            throw new PaginationException("A window function cannot be sought: sort=[" + name + "] query=["
                    + tree.shown() + "]. Put the query into the from clause, and sort by its column.");
        }
        var type = expression.getNodeType();
        if (type == null || !(type.getSqmType() instanceof JdbcMapping mapping)) {
            throw new PaginationException("Not a value that rows can be sorted by: sort=[" + name + "] query=["
                    + tree.shown() + "]. Sort by an attribute or expression of a basic type.");
        }
        boolean counted = expression instanceof SqmFunction<?> function
                && function.getFunctionName().equals("count");
        return new Found(expression, !counted, mapping, null);
    }

    private Found walk(
            EntityMappingType entity,
            ManagedMappingType holder,
            SqmFrom<?, ?> from,
            SqmPath<?> at,
            boolean optional,
            List<String> steps) {
        String step = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        ModelPart part = part(holder, step);
        if (part instanceof BasicValuedModelPart basic && rest.isEmpty()) {
            return new Found(
                    at.get(step),
                    optional || isNullable(entity, basic),
                    basic.getJdbcMapping(),
                    column(entity, from, basic));
        } else if (part instanceof ToOneAttributeMapping toOne && !rest.isEmpty()) {
            return acrossToOne(entity, toOne, from, at, optional, rest);
        } else if (part instanceof EmbeddableValuedModelPart embedded && !rest.isEmpty()) {
            return walk(entity, embedded.getEmbeddableTypeDescriptor(), from, at.get(step), optional, rest);
        }
        throw refusal(part, step, holder);
    }

    /** A type's own or an inherited one. The mapping finds those of its subtypes too (Hibernate 7.4), the tree does not. */
    private static @Nullable ModelPart part(ManagedMappingType holder, String step) {
        ModelPart part = holder.findSubPart(step, null);
        boolean ofSubtype = holder instanceof EntityMappingType entity
                && part instanceof AttributeMapping attribute
                && attribute.getDeclaringType() instanceof EntityMappingType declaring
                && !entity.isTypeOrSuperType(declaring);
        return ofSubtype ? null : part;
    }

    private PaginationException refusal(@Nullable ModelPart part, String step, ManagedMappingType holder) {
        String facts = ": path=[" + path + "] at=[" + step + "] query=[" + tree.shown() + "]. ";
        if (part instanceof PluralAttributeMapping) {
            return new PaginationException("A sort across a collection gives a row several places" + facts
                    + "Sort by an expression that makes one value of it, like a subquery's minimum, or its size.");
        } else if (part instanceof EmbeddableValuedModelPart embedded) {
            return new PaginationException("Not one value to sort by" + facts + "Name one of its attributes: "
                    + names(embedded.getEmbeddableTypeDescriptor()) + ".");
        } else if (part instanceof ToOneAttributeMapping toOne) {
            return new PaginationException("Not one value to sort by" + facts + "Name one of its attributes: "
                    + names(toOne.getEntityMappingType()) + ".");
        } else if (part instanceof BasicValuedModelPart) {
            return new PaginationException("A basic attribute has no attributes" + facts + "End the path with it.");
        } else if (part != null) {
            return new PaginationException("Not one value to sort by" + facts + "Sort by a basic attribute.");
        }
        return new PaginationException("No such attribute" + facts + "There are " + names(holder) + ".");
    }

    private static Set<String> names(ManagedMappingType type) {
        Set<String> names = new TreeSet<>();
        type.forEachAttributeMapping(attribute -> names.add(attribute.getAttributeName()));
        if (type instanceof EntityMappingType entity
                && entity.getIdentifierMapping().getAttributeName() != null) {
            names.add(entity.getIdentifierMapping().getAttributeName());
        }
        return names;
    }

    private Found acrossToOne(
            EntityMappingType entity,
            ToOneAttributeMapping toOne,
            SqmFrom<?, ?> from,
            SqmPath<?> at,
            boolean optional,
            List<String> rest) {
        EntityMappingType target = toOne.getEntityMappingType();
        EntityIdentifierMapping id = target.getIdentifierMapping();
        if (rest.size() == 1
                && id instanceof BasicValuedModelPart basic
                && rest.get(0).equals(id.getAttributeName())
                && toOne.isReferenceToPrimaryKey()
                && toOne.getForeignKeyDescriptor() != null
                && toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY) {
            // The foreign key is the id: no join is needed.
            var key = toOne.getForeignKeyDescriptor().getKeyPart();
            Column column = key instanceof BasicValuedModelPart keyColumn ? column(entity, from, keyColumn) : null;
            boolean nullable = !(key instanceof BasicValuedModelPart keyColumn) || isNullable(entity, keyColumn);
            return new Found(
                    (SqmExpression<?>) at.get(toOne.getAttributeName()).get(rest.get(0)),
                    optional || nullable,
                    basic.getJdbcMapping(),
                    column);
        }
        SqmFrom<?, ?> joined = leftJoin(joinable(at), toOne.getAttributeName());
        return walk(target, target, joined, joined, true, rest);
    }

    /** An embedded attribute has to be joined before what is in it can be. */
    private static SqmFrom<?, ?> joinable(SqmPath<?> path) {
        return path instanceof SqmFrom<?, ?> from
                ? from
                : leftJoin(
                        joinable(path.getLhs()), path.getReferencedPathSource().getPathName());
    }

    /** A join that is there already, if it takes every partner; else a new one. */
    private static SqmFrom<?, ?> leftJoin(SqmFrom<?, ?> from, String attribute) {
        for (SqmJoin<?, ?> join : from.getSqmJoins()) {
            if (join instanceof SqmAttributeJoin<?, ?> existing
                    && existing.getAttribute().getName().equals(attribute)
                    && existing.getJoinPredicate() == null
                    && (existing.getSqmJoinType() == SqmJoinType.LEFT
                            || existing.getSqmJoinType() == SqmJoinType.INNER)) {
                return existing;
            }
        }
        return (SqmFrom<?, ?>) from.join(attribute, JoinType.LEFT);
    }

    private static boolean isNullable(EntityMappingType entity, BasicValuedModelPart part) {
        return part.isNullable() || part.isFormula() || !isInMainTable(entity, part);
    }

    /** A secondary or subclass table may have no row; what is in one is taken to be optional. */
    private static boolean isInMainTable(EntityMappingType entity, BasicValuedModelPart part) {
        String table = part.getContainingTableExpression();
        return table.equals(entity.getMappedTableDetails().getTableName())
                || table.equals(entity.getIdentifierTableDetails().getTableName());
    }

    private static Column column(EntityMappingType entity, SqmFrom<?, ?> from, BasicValuedModelPart part) {
        return new Column(
                part.getContainingTableExpression(),
                part.getSelectionExpression(),
                part.isFormula(),
                from instanceof SqmRoot && isInMainTable(entity, part),
                part.getLength());
    }

    /** What identifies an entity, as paths: several if its id is composite. */
    static List<List<String>> idPaths(EntityMappingType entity) {
        List<List<String>> paths = new ArrayList<>();
        EntityIdentifierMapping id = entity.getIdentifierMapping();
        if (id instanceof BasicValuedModelPart) {
            paths.add(List.of(id.getAttributeName()));
        } else if (id instanceof EmbeddableValuedModelPart composite) {
            List<String> prefix =
                    id.getAttributeName() == null || id.getNature() == EntityIdentifierMapping.Nature.VIRTUAL
                            ? List.of()
                            : List.of(id.getAttributeName());
            addPaths(composite.getEmbeddableTypeDescriptor(), prefix, paths);
        }
        return paths;
    }

    /** The basic attributes of an embedded one, as paths from the same start. */
    static List<List<String>> partPaths(QueryTree tree, SqmFrom<?, ?> from, List<String> steps) {
        List<List<String>> paths = new ArrayList<>();
        EntityDomainType<?> entity = QueryTree.entity(from);
        ManagedMappingType holder = entity == null ? null : mapping(tree, entity);
        for (String step : steps) {
            holder = holder != null && holder.findSubPart(step, null) instanceof EmbeddableValuedModelPart embedded
                    ? embedded.getEmbeddableTypeDescriptor()
                    : null;
        }
        if (holder != null) {
            addPaths(holder, steps, paths);
        }
        return paths;
    }

    private static void addPaths(ManagedMappingType type, List<String> prefix, List<List<String>> paths) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            List<String> path = with(prefix, attribute.getAttributeName());
            if (attribute instanceof ToOneAttributeMapping toOne) {
                idPaths(toOne.getEntityMappingType()).forEach(id -> paths.add(with(path, id.toArray(String[]::new))));
            } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
                addPaths(embedded.getEmbeddableTypeDescriptor(), path, paths);
            } else {
                paths.add(path);
            }
        }
    }

    private static List<String> with(List<String> prefix, String... more) {
        List<String> path = new ArrayList<>(prefix);
        path.addAll(Arrays.asList(more));
        return path;
    }
}
