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
package dev.ashlar.audit;

import jakarta.persistence.PersistenceException;

/**
 * Native SQL would have written to a table of a logged entity past the history, and {@link AuditSettings#NATIVE_DML} refuses that. It was
 * not sent.
 */
public final class UnloggedStatementException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final String table;
    private final String statement;

    /**
     * For this module.
     *
     * @param table the table
     * @param statement the statement without its values
     */
    public UnloggedStatementException(String table, String statement) {
        super(
                "Native SQL would write past the history: table=" + table + " statement=[" + statement
                        + "]. Write it in HQL, which is logged, or within BulkChanges.in(session).unlogged(block), or .described(…).");
        this.table = table;
        this.statement = statement;
    }

    /** The table that it names. */
    public String table() {
        return table;
    }

    /** The statement, its literals replaced by question marks. */
    public String statement() {
        return statement;
    }
}
