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
package dev.ashlar.testkit.internal.isolation;

import dev.ashlar.testkit.TestIsolation;
import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.jdbc.StatementInterceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;

/**
 * Gives out connections to one database, and takes back what was written through them.
 *
 * <p>Levels nest: a test class, its nested classes, a test. {@link #end} restores what was there at the {@link #begin} of the
 * innermost level. {@code begin} and {@code end} are called by one thread at a time, the rest by any.
 */
public interface Restoring extends StatementInterceptor {

    /**
     * One that works in a mode.
     *
     * @param factory that of the tests, for the modes that need one; not called before the first level ends
     * @throws dev.ashlar.testkit.PersistenceTestException if the engine cannot give the mode
     */
    static Restoring of(TestIsolation mode, TestDatabase database, Supplier<? extends SessionFactory> factory) {
        return switch (mode) {
            case ROLLBACK -> new RollbackRestoring(database, RollbackRestoring.PATIENCE);
            case DIRTY_TABLES ->
                new CommittedRestoring(database, (cleaning, written) -> {
                    cleaning.delete(written);
                    return false;
                });
            case CLONE -> new CloneRestoring(database);
            case TRUNCATE ->
                new CommittedRestoring(database, (cleaning, written) -> {
                    factory.get().getSchemaManager().truncate();
                    return true;
                });
        };
    }

    /**
     * Begins a level.
     *
     * @param name of the class or test, for messages
     */
    void begin(String name);

    /** A connection for the code under test; it closes it. Never called outside of a level. */
    Connection connect() throws SQLException;

    /**
     * Ends the innermost level: all that was written since its begin is gone when this returns, and also when it throws if it
     * can be.
     *
     * @throws dev.ashlar.testkit.PersistenceTestException if the isolation could not be kept, or lied
     */
    void end();

    /** No level will follow: lets go of connections and databases. */
    void close();
}
