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
package dev.ashlar.contracts;

import dev.ashlar.core.ThrowingRunnable;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** What the log promises, proven for an application's own mappings and services. */
public final class AuditContracts {

    private AuditContracts() {}

    /**
     * Runs a block and asserts that the log tells what it did: applying the log rows that were written meanwhile to the records as they
     * were before gives the records as they are afterwards, with every logged attribute and every collection that a logged entity owns,
     * and each row follows on the one before. Whatever way the block took: JDBC of its own, triggers and the database's cascades too.
     *
     * <p>What is not logged does not count: attributes with {@link dev.ashlar.audit.NotLogged}, versions, and what is generated with each
     * update. Of a masked attribute the log has to tell that it changed. Instants may differ by less than a microsecond, which is what
     * columns make of them.
     *
     * <p>All logged records are read before and after and are in memory meanwhile, each collection by a SELECT of its own: for the data of
     * a test. Rows that an {@code @SQLRestriction} or a filter of the application hides are not seen. A row that sums up a set-based
     * statement accounts for no record.
     *
     * @param factory rows are read in sessions of their own, before and after: the block has to commit what it does, and nobody else may
     *     write meanwhile
     * @throws AssertionError if the log does not tell what happened, with the first differences: the record, the attribute, what was there
     *     before, what the log says and what is there after
     * @throws IllegalArgumentException if nothing is logged in the persistence unit
     * @throws X as the block does; then nothing is asserted
     */
    public static <X extends Throwable> void assertEveryChangeIsLogged(
            EntityManagerFactory factory, ThrowingRunnable<X> block) throws X {
        Objects.requireNonNull(block, "block");
        LogProof proof = LogProof.begin(factory.unwrap(SessionFactoryImplementor.class));
        block.run();
        proof.check();
    }

    /**
     * The log rows that are written from now on, for AssertJ's {@code assertThat(log)}.
     *
     * @throws IllegalArgumentException if nothing is logged in the persistence unit
     */
    public static LoggedChanges log(EntityManagerFactory factory) {
        return LoggedChanges.since(factory.unwrap(SessionFactoryImplementor.class));
    }
}
