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
package dev.ashlar.benchmarks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** How tests without a testkit take back what they wrote. */
@ExtendWith(ByHand.Around.class)
abstract class ByHand extends ThreeTablesTest {

    void begin(HandMadeUnit unit) {
        // most have nothing to do
    }

    abstract void end(HandMadeUnit unit) throws SQLException;

    /** Writes nothing and takes nothing back: what JUnit itself costs. */
    static final class Idle extends ByHand {

        @Override
        void write(EntityManagerFactory factory) {
            // that is the point
        }

        @Override
        void end(HandMadeUnit unit) {
            // that is the point
        }
    }

    /** The test never commits. */
    static final class RolledBack extends ByHand {

        private EntityManager em;

        @Override
        void begin(HandMadeUnit unit) {
            em = unit.factory().createEntityManager();
            em.getTransaction().begin();
        }

        @Override
        void write(EntityManagerFactory factory) {
            HundredTables.writeThree(em);
            em.flush();
        }

        @Override
        void end(HandMadeUnit unit) {
            em.getTransaction().rollback();
            em.close();
        }
    }

    /** Jakarta Persistence's own way. */
    static final class TruncatedBySchemaManager extends ByHand {

        @Override
        void end(HandMadeUnit unit) {
            unit.factory().getSchemaManager().truncate();
        }
    }

    /** One statement for all tables; PostgreSQL alone has it. */
    static final class TruncatedAtOnce extends ByHand {

        private static final String TRUNCATE = HundredTables.entities().stream()
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "truncate ", " cascade"));

        @Override
        void end(HandMadeUnit unit) throws SQLException {
            unit.execute(List.of(TRUNCATE));
        }
    }

    /** A delete for each table, in one batch, children first. */
    static final class DeletedFromEach extends ByHand {

        private static final List<String> DELETES = deletes();

        private static List<String> deletes() {
            List<String> deletes = HundredTables.entities().stream()
                    .map(entity -> "delete from " + entity.getSimpleName())
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.reverse(deletes);
            return List.copyOf(deletes);
        }

        @Override
        void end(HandMadeUnit unit) throws SQLException {
            unit.execute(DELETES);
        }
    }

    /** Calls them. */
    static final class Around implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

        @Override
        public void beforeEach(ExtensionContext context) {
            ((ByHand) context.getRequiredTestInstance()).begin(HandMadeUnit.of(context));
        }

        @Override
        public void afterEach(ExtensionContext context) throws SQLException {
            ((ByHand) context.getRequiredTestInstance()).end(HandMadeUnit.of(context));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == EntityManagerFactory.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return HandMadeUnit.of(context).factory();
        }
    }
}
