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
package dev.ashlar.softdelete;

import jakarta.persistence.OptimisticLockException;

/**
 * A live row would belong to a deleted one: a row was added to a parent, or restored under it, that is deleted; or a parent was
 * removed while another transaction added a row to it, or by a {@code StatelessSession}, which cascades nothing. The transaction
 * is to be rolled back.
 *
 * <p>A parent is an entity that removes the other one with it: by a collection or one-to-one with cascade {@code REMOVE} or orphan
 * removal.
 *
 * <p>Transactions see each other so under {@code READ COMMITTED}, under MariaDB's {@code REPEATABLE READ}, and on PostgreSQL where all
 * of them are {@code SERIALIZABLE}. Another transaction that reads the rows of when it began, as under PostgreSQL's
 * {@code REPEATABLE READ} and both of H2's levels, may miss what was committed since, and leave a live row under a deleted one.
 *
 * <p>An {@link OptimisticLockException}, so that what retries conflicts retries this one too: a removal finds the new row then.
 */
public final class DeletedParentException extends OptimisticLockException {

    private static final long serialVersionUID = 1L;

    private final String parentEntity;
    private final transient Object parentId;
    private final String childEntity;

    /**
     * For this module.
     *
     * @param parentEntity the parent's entity name
     * @param parentId its identifier
     * @param childEntity the entity name of the live row
     */
    public DeletedParentException(String parentEntity, Object parentId, String childEntity) {
        super("A live row would belong to a deleted one: parent=" + parentEntity + "#" + parentId + " child="
                + childEntity
                + ". Restore the parent first; remove its rows first, where nothing cascades; if another transaction was at it,"
                + " try again.");
        this.parentEntity = parentEntity;
        this.parentId = parentId;
        this.childEntity = childEntity;
    }

    /** The entity name of the deleted row. */
    public String parentEntity() {
        return parentEntity;
    }

    /** The identifier of the deleted row; null after serialization. */
    public Object parentId() {
        return parentId;
    }

    /** The entity name of the row that would be live. */
    public String childEntity() {
        return childEntity;
    }
}
