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
package dev.ashlar.core.internal.transaction;

import java.sql.SQLException;
import org.hibernate.JDBCException;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.spi.SQLExceptionConverter;

/**
 * Tells the running block of every statement that fails, also of those whose exception is caught.
 *
 * <p>Hibernate marks a transaction for rollback in two places ({@code ExceptionConverterImpl} and, on PostgreSQL,
 * {@code JdbcCoordinatorImpl.afterFailedStatementExecution}, 7.4.13) and keeps the reason in neither; both convert the
 * exception of the driver, here.
 */
final class FailureRecorder implements SQLExceptionConverter {

    private static final long serialVersionUID = 1L;

    private final SQLExceptionConverter converter;
    private final transient SessionFactoryImplementor factory;

    private FailureRecorder(SQLExceptionConverter converter, SessionFactoryImplementor factory) {
        this.converter = converter;
        this.factory = factory;
    }

    static void listen(SessionFactoryImplementor factory) {
        SqlExceptionHelper helper = factory.getJdbcServices().getSqlExceptionHelper();
        // Two factories of one registry share it; then both record.
        helper.setSqlExceptionConverter(new FailureRecorder(helper.getSqlExceptionConverter(), factory));
    }

    @Override
    public JDBCException convert(SQLException cause, String message, String sql) {
        JDBCException converted = converter.convert(cause, message, sql);
        Block block = Block.innermost(factory);
        if (block != null) {
            block.failed(converted, cause);
        }
        return converted;
    }
}
