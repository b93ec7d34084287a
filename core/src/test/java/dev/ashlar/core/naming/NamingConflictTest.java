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
package dev.ashlar.core.naming;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hibernate.cfg.MappingSettings.ID_DB_STRUCTURE_NAMING_STRATEGY;
import static org.hibernate.cfg.MappingSettings.IMPLICIT_NAMING_STRATEGY;
import static org.hibernate.cfg.MappingSettings.PHYSICAL_NAMING_STRATEGY;

import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.model.Person;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hibernate.boot.MetadataBuilder;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.id.enhanced.LegacyNamingStrategy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NamingConflictTest {

    private static final String SPRING = "org.springframework.boot.hibernate.SpringImplicitNamingStrategy";

    @Nested
    class InTheSettings {

        @Test
        void refusesEachOtherStrategyAndSaysSoAtOnce() {
            assertThat(problems(Map.of(
                            NAMING,
                            PLURAL_SNAKE_CASE,
                            IMPLICIT_NAMING_STRATEGY,
                            "legacy-jpa",
                            PHYSICAL_NAMING_STRATEGY,
                            PhysicalNamingStrategySnakeCaseImpl.class,
                            ID_DB_STRUCTURE_NAMING_STRATEGY,
                            new LegacyNamingStrategy())))
                    .satisfiesExactly(
                            problem -> assertThat(problem)
                                    .contains("ashlar.naming=plural_snake_case")
                                    .contains("hibernate.implicit_naming_strategy=legacy-jpa")
                                    .contains("Remove one"),
                            problem -> assertThat(problem)
                                    .contains("ashlar.naming=plural_snake_case")
                                    .contains("hibernate.physical_naming_strategy="
                                            + PhysicalNamingStrategySnakeCaseImpl.class.getName())
                                    .contains("Remove one"),
                            problem -> assertThat(problem)
                                    .contains("ashlar.naming=plural_snake_case")
                                    .contains("hibernate.id.db_structure_naming_strategy="
                                            + LegacyNamingStrategy.class.getName())
                                    .contains("Remove one"));
        }

        @Test
        void refusesAnUnknownValue() {
            assertThat(problems(Map.of(NAMING, "camelCase")))
                    .singleElement()
                    .asString()
                    .contains("ashlar.naming=camelCase", "plural_snake_case");
        }

        @Test
        void refusesHalfAPair() {
            assertThat(problems(Map.of(IMPLICIT_NAMING_STRATEGY, AshlarImplicitNamingStrategy.class.getName())))
                    .singleElement()
                    .asString()
                    .contains(IMPLICIT_NAMING_STRATEGY + "=" + AshlarImplicitNamingStrategy.class.getName())
                    .contains(PHYSICAL_NAMING_STRATEGY
                            + "=org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl")
                    .contains("Set ashlar.naming=plural_snake_case");
            assertThat(problems(Map.of(PHYSICAL_NAMING_STRATEGY, AshlarPhysicalNamingStrategy.class)))
                    .singleElement()
                    .asString()
                    .contains(PHYSICAL_NAMING_STRATEGY + "=" + AshlarPhysicalNamingStrategy.class.getName());
        }

        @Test
        void blamesTheUsersStrategyAloneBesideADefaultOfSpringBoot() {
            assertThat(problems(Map.of(
                            NAMING, PLURAL_SNAKE_CASE,
                            IMPLICIT_NAMING_STRATEGY, SPRING,
                            PHYSICAL_NAMING_STRATEGY, "standard")))
                    .singleElement()
                    .asString()
                    .contains(PHYSICAL_NAMING_STRATEGY + "=standard")
                    .doesNotContain(SPRING);
        }

        @Test
        void goesBeforeSpringBootsDefaults() {
            assertThat(tables(Map.of(
                            NAMING, PLURAL_SNAKE_CASE,
                            IMPLICIT_NAMING_STRATEGY, SPRING,
                            PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName())))
                    .contains("table people");
        }

        @Test
        void bearsItsOwnStrategiesInAnyForm() {
            assertThat(tables(Map.of(
                            NAMING,
                            PLURAL_SNAKE_CASE,
                            IMPLICIT_NAMING_STRATEGY,
                            new AshlarImplicitNamingStrategy(),
                            PHYSICAL_NAMING_STRATEGY,
                            AshlarPhysicalNamingStrategy.class,
                            ID_DB_STRUCTURE_NAMING_STRATEGY,
                            AshlarDatabaseObjectNamingStrategy.class.getName())))
                    .contains("table people", "sequence people_seq");
        }

        @Test
        void changesNothingUnlessItIsSet() {
            assertThat(tables(Map.of())).contains("table person", "sequence person_seq");
            assertThat(tables(Map.of(NAMING, " "))).contains("table person");
        }
    }

    @Nested
    class InCode {

        @Test
        void refusesAStrategySetPastTheSetting() {
            assertThat(problems(
                            Map.of(NAMING, PLURAL_SNAKE_CASE),
                            builder -> builder.applyPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl())))
                    .singleElement()
                    .asString()
                    .contains("ashlar.naming=plural_snake_case", "in code", PHYSICAL_NAMING_STRATEGY)
                    .contains(PhysicalNamingStrategySnakeCaseImpl.class.getName());
            assertThat(problems(
                            Map.of(NAMING, PLURAL_SNAKE_CASE),
                            builder -> builder.applyImplicitNamingStrategy(
                                    ImplicitNamingStrategyJpaCompliantImpl.INSTANCE)))
                    .singleElement()
                    .asString()
                    .contains(IMPLICIT_NAMING_STRATEGY, ImplicitNamingStrategyJpaCompliantImpl.class.getName());
        }

        @Test
        void refusesHalfAPair() {
            assertThat(problems(
                            Map.of(),
                            builder -> builder.applyImplicitNamingStrategy(new AshlarImplicitNamingStrategy())))
                    .singleElement()
                    .asString()
                    .contains("Half a pair", AshlarImplicitNamingStrategy.class.getName());
        }

        @Test
        void bearsTheWholePair() {
            assertThat(problems(
                            Map.of(),
                            builder -> builder.applyImplicitNamingStrategy(new AshlarImplicitNamingStrategy())
                                    .applyPhysicalNamingStrategy(new AshlarPhysicalNamingStrategy())))
                    .isEmpty();
        }
    }

    private static List<String> tables(Map<String, Object> settings) {
        try (Database database = Engine.H2.open()) {
            DdlPath.CREATE.run(database, "naming", settings, Person.class);
            return Catalog.names(database);
        }
    }

    private static List<String> problems(Map<String, Object> settings) {
        try (Database database = Engine.H2.open()) {
            TestUnit unit = TestUnit.of(database, Person.class);
            settings.forEach(unit::with);
            return problems(catchThrowable(() -> unit.open().close()));
        }
    }

    private static List<String> problems(Map<String, Object> settings, UnaryOperator<MetadataBuilder> strategies) {
        try (Database database = Engine.H2.open()) {
            StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                    .applySetting("jakarta.persistence.jdbc.url", database.url())
                    .applySetting("jakarta.persistence.jdbc.user", database.user())
                    .applySettings(settings)
                    .build();
            try {
                MetadataSources sources = new MetadataSources(registry).addAnnotatedClass(Person.class);
                return problems(catchThrowable(
                        () -> strategies.apply(sources.getMetadataBuilder()).build()));
            } finally {
                StandardServiceRegistryBuilder.destroy(registry);
            }
        }
    }

    private static List<String> problems(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationException refused) {
                assertThat(refused.getMessage()).contains(refused.problems());
                return refused.problems();
            }
        }
        assertThat(thrown).isNull();
        return List.of();
    }
}
