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
package dev.ashlar.audit.internal.task;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.json.JsonText;
import dev.ashlar.audit.internal.write.LogWriter;
import java.util.UUID;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Writes over values of the log, which no query may: its entity is immutable. */
final class LogColumns {

    private final EntityPersister log;
    private final String table;
    private final String json;

    private LogColumns(SessionFactoryImplementor factory) {
        this.log = factory.getMappingMetamodel().getEntityDescriptor(AuditLog.class);
        this.table = LogWriter.tableName(factory);
        this.json = JsonText.parameter(factory.getJdbcServices().getDialect());
    }

    static LogColumns of(SharedSessionContractImplementor session) {
        return new LogColumns(session.getFactory());
    }

    String column(String attribute) {
        return log.findAttributeMapping(attribute).getSelectable(0).getSelectionExpression();
    }

    private Type type(String attribute) {
        return log.getPropertyTypes()[log.findAttributeMapping(attribute).getStateArrayPosition()];
    }

    /** Replaces both values of a row. */
    int replace(
            SharedSessionContractImplementor session, UUID id, @Nullable String oldValues, @Nullable String newValues) {
        String sql = "update " + table + " set " + column("oldValues") + " = " + json + ", " + column("newValues")
                + " = " + json + " where "
                + log.getIdentifierMapping().getSelectable(0).getSelectionExpression() + " = ?";
        return Statements.use(session, sql, statement -> {
            type("oldValues").nullSafeSet(statement, oldValues, 1, session);
            type("newValues").nullSafeSet(statement, newValues, 2, session);
            log.getIdentifierType().nullSafeSet(statement, id, 3, session);
            return statement.executeUpdate();
        });
    }

    /** Replaces the new values of one row of a transaction. */
    int replaceOf(SharedSessionContractImplementor session, UUID transactionId, int sequence, String newValues) {
        String sql = "update " + table + " set " + column("newValues") + " = " + json + " where "
                + column("transactionId") + " = ? and " + column("sequence") + " = ?";
        return Statements.use(session, sql, statement -> {
            type("newValues").nullSafeSet(statement, newValues, 1, session);
            type("transactionId").nullSafeSet(statement, transactionId, 2, session);
            type("sequence").nullSafeSet(statement, sequence, 3, session);
            return statement.executeUpdate();
        });
    }
}
