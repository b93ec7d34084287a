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
package dev.ashlar.core.transaction;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.StaleStateException;
import org.hibernate.exception.SnapshotIsolationException;
import org.hibernate.exception.TransactionSerializationException;

/**
 * Tells by type and SQLState, along all causes and chained SQL exceptions, whether a failure may be gone when the transaction
 * is run again. Types alone miss failures at commit, whose exceptions differ by engine.
 */
final class TransientFailures {

    private TransientFailures() {}

    /** Whether to run the transaction again. */
    static boolean isTransient(Throwable failure) {
        return !isFinal(failure) && anyCause(failure, TransientFailures::isTransientItself);
    }

    /** Whether something has happened for good, or perhaps, so that running it again might do it twice. */
    static boolean isFinal(Throwable failure) {
        return anyCause(
                failure, cause -> cause instanceof AfterCommitException || cause instanceof AmbiguousCommitException);
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> predicate) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (predicate.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransientItself(Throwable cause) {
        if (cause instanceof SQLException first) {
            // A batch hides the reason behind its own exception.
            Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            for (SQLException e = first; e != null && seen.add(e); e = e.getNextException()) {
                if (isTransientSql(e)) {
                    return true;
                }
            }
            return false;
        }
        return cause instanceof OptimisticLockException
                || cause instanceof StaleStateException
                || cause instanceof SnapshotIsolationException
                || cause instanceof TransactionSerializationException
                || cause instanceof LockTimeoutException
                || cause instanceof org.hibernate.exception.LockTimeoutException;
    }

    private static boolean isTransientSql(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.equals("40001") // serialization failure; deadlock on H2, MySQL, MariaDB, SQL Server
                || state.equals("40P01") // PostgreSQL: deadlock
                || state.equals("55P03") // PostgreSQL: lock not available
                || (state.equals("HYT00") && e.getErrorCode() == 50200) // H2: LOCK_TIMEOUT_1
                || state.equals("90131") // H2: CONCURRENT_UPDATE_1
                || state.equals("61000") // Oracle: resource busy, 54, or deadlock, 60
                || (state.equals("72000") && e.getErrorCode() == 8177) // Oracle: cannot serialize
                || e.getErrorCode() == 1205 // MySQL, MariaDB: lock wait timeout; SQL Server: deadlock victim
                || e.getErrorCode() == 1213 // MySQL, MariaDB: deadlock
                || (state.equals("HY000") && e.getErrorCode() == 1020) // MariaDB: record has changed since last read
                || (e.getErrorCode() == 3960 && state.startsWith("S")) // SQL Server: snapshot update conflict
                || isConnectionLost(e);
    }

    private static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08")
                || state.equals("57P01") // PostgreSQL: terminated by an administrator
                || state.equals("57P02") // PostgreSQL: shut down after a crash
                || state.equals("57P03") // PostgreSQL: starting up
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException;
    }

    /**
     * Whether a failed commit is certain to have stored nothing: the server itself answered, with an error of the classes in
     * which it has rolled back. Everything else (no SQLState, class 08, 57, 58, HY, XX, 40003 "statement completion unknown")
     * says nothing of the outcome.
     */
    static boolean isCertainRollback(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return isCertainRollback(e);
            }
        }
        return false;
    }

    private static boolean isCertainRollback(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() < 2 || state.equals("40003") || isConnectionLost(e)) {
            return false;
        }
        return switch (state.substring(0, 2)) {
            case "22", "23", "25", "27", "2D", "40", "42", "44", "53", "54", "55", "72", "P0" -> true;
            default -> false;
        };
    }
}
