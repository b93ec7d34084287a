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
package dev.ashlar.testkit;

import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Executable;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** What a test can have as a parameter, by its exact type. */
enum Injectable {
    ENTITY_MANAGER_FACTORY(EntityManagerFactory.class, use -> use.lane().factory(), false),
    SESSION_FACTORY(SessionFactory.class, use -> use.lane().factory(), false),
    DATA_SOURCE(DataSource.class, use -> use.lane().source(), false),
    ENGINE(Engine.class, use -> use.lane().engine(), false),
    TRANSACTIONS(Transactions.class, use -> use.lane().transactions(), false),
    SQL_LOG(SqlLog.class, use -> use.lane().log(), false),
    FIXTURES(Fixtures.class, LaneUse::fixtures, false),
    TIME(TestTime.class, use -> use.lane().time(), false),
    ENTITY_MANAGER(EntityManager.class, LaneUse::session, true),
    SESSION(Session.class, LaneUse::session, true),
    STATELESS_SESSION(StatelessSession.class, LaneUse::statelessSession, true);

    private final Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<LaneUse, Object> source;

    private final boolean ofOneTest;

    Injectable(Class<?> type, Function<LaneUse, Object> source, boolean ofOneTest) {
        this.type = type;
        this.source = source;
        this.ofOneTest = ofOneTest;
    }

    static Optional<Injectable> of(Class<?> type) {
        return Stream.of(values()).filter(injectable -> injectable.type == type).findFirst();
    }

    /**
     * The value for a parameter.
     *
     * @throws PersistenceTestException if it belongs to one test, and the parameter to none
     */
    Object from(LaneUse use, Executable declaring) {
        if (ofOneTest && !use.isInTest()) {
            throw new PersistenceTestException(
                    "A session belongs to one test, and here is none: type=" + type.getSimpleName() + " in=" + declaring
                            + ". Ask for Transactions or the EntityManagerFactory here, or for the session in a test,"
                            + " @BeforeEach or @AfterEach method.");
        }
        return source.apply(use);
    }
}
