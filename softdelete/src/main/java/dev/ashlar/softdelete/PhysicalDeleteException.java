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

import jakarta.persistence.PersistenceException;

/**
 * A statement would have deleted rows of a soft-deletable entity physically. It was not sent, and nothing was deleted.
 *
 * <p>Seen are HQL, Criteria and native SQL that go through Hibernate, on any session. Out of reach are JDBC connections of one's
 * own ({@code doWork} too), triggers, and the database's own cascades.
 */
public final class PhysicalDeleteException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final String target;
    private final String statement;

    /**
     * For this module.
     *
     * @param target the entity or the table
     * @param statement the statement
     */
    public PhysicalDeleteException(String target, String statement) {
        super("A statement would delete soft-deletable rows physically: target=" + target + " statement=[" + statement
                + "]. Mark the rows by SoftDeletes.in(session).softDelete(query), or delete them for good within"
                + " SoftDeletes.in(session).purge(block).");
        this.target = target;
        this.statement = statement;
    }

    /** The entity that the statement names, or the table if it is SQL. */
    public String target() {
        return target;
    }

    /** The statement, parameters left out. */
    public String statement() {
        return statement;
    }
}
