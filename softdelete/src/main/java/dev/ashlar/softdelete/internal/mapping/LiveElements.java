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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.Filter;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.jspecify.annotations.Nullable;

/** The soft-deletable elements of a collection. */
public final class LiveElements {

    private final AbstractCollectionPersister collection;
    private @Nullable String removeVisible;

    LiveElements(AbstractCollectionPersister collection) {
        this.collection = collection;
    }

    /** The marks of a collection's elements, if these are soft-deletable. */
    public static Optional<Marks> marksOf(@Nullable CollectionPersister collection) {
        return collection != null
                        && collection.getAttributeMapping().getElementDescriptor()
                                instanceof EntityCollectionPart element
                ? Marks.of(element.getAssociatedEntityMappingType().getEntityPersister())
                : Optional.empty();
    }

    /**
     * The condition for the collection's loaders, for joins, {@code size()} and the other functions. Without a creation state the
     * rows of the collection itself are being deleted.
     */
    void restrict(
            Consumer<Predicate> to,
            TableGroup rows,
            Map<String, Filter> enabledFilters,
            @Nullable SqlAstCreationState creationState) {
        if (creationState != null
                && collection.getAttributeMapping().getElementDescriptor() instanceof EntityCollectionPart element) {
            EntityMappingType entity = element.getAssociatedEntityMappingType();
            LivePredicate.apply(entity, rows, Scope.of(enabledFilters), to);
        }
    }

    /** Whether links are removed because the row they belong to is deleted physically; nothing may be left then. */
    boolean isOwnerGoing(Object key, SharedSessionContractImplementor session) {
        if (session.isStateless()) {
            return true; // it removes collections only of what it deletes
        }
        Object owner = session.getPersistenceContextInternal().getCollectionOwner(key, collection);
        EntityEntry entry =
                owner == null ? null : session.getPersistenceContextInternal().getEntry(owner);
        return entry == null || entry.getStatus().isDeletedOrGone();
    }

    /**
     * Whether what leaves the collection is an orphan, and so marked: its link is hidden with it, and found again when it is
     * restored.
     */
    boolean areKeptAsOrphans(SharedSessionContractImplementor session) {
        return collection.hasOrphanDelete() && Scope.of(session) != Scope.PURGE;
    }

    /** Hibernate removes all links when no visible one is left; the hidden ones stay. */
    void removeVisible(Object key, SharedSessionContractImplementor session) {
        if (!collection.needsRemove() || areKeptAsOrphans(session)) {
            return;
        }
        OwnSql.update(
                session, removeVisible(), statement -> collection.getKeyType().nullSafeSet(statement, key, 1, session));
    }

    private String removeVisible() {
        if (removeVisible == null) {
            String table = collection.getTableName();
            EntityPersister element = collection.getElementPersister();
            EntityPersister root = element.getRootEntityDescriptor().getEntityPersister();
            String mark = ((SoftDeletablePersister) root)
                    .marks()
                    .at()
                    .columns(root)
                    .get(0)
                    .getSelectionExpression();
            List<String> keys = List.of(collection.getKeyColumnNames());
            String remove = collection.isOneToMany()
                    ? "update " + table + " set " + String.join(", ", each(keys, "%s=null"))
                    : "delete from " + table;
            String visible = root.getTableName().equals(table)
                    ? mark + " is null"
                    : "exists (select 1 from " + root.getTableName() + " e_ where " + sameElement(table, root)
                            + " and e_." + mark + " is null)";
            removeVisible = remove + " where " + String.join(" and ", each(keys, "%s=?")) + " and " + visible;
        }
        return removeVisible;
    }

    private String sameElement(String table, EntityPersister root) {
        String[] links = collection.getElementColumnNames();
        String[] ids = root.getIdentifierColumnNames();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < links.length; i++) {
            same.add("e_." + ids[i] + "=" + table + "." + links[i]);
        }
        return String.join(" and ", same);
    }

    private static List<String> each(List<String> columns, String format) {
        return columns.stream().map(format::formatted).toList();
    }
}
