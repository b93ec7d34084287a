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

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an annotation and the configuration parameters together ask for.
 *
 * @param units one for each run of the class
 */
record TestPlan(List<UnitUnderTest> units, TestIsolation isolation, boolean failOnNPlusOne) {

    private static final List<Class<? extends Annotation>> MAPPED =
            List.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class);
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    /**
     * Reads both.
     *
     * @param parameters the configuration parameters by name
     * @throws PersistenceTestException with all that is wrong
     */
    static TestPlan of(Class<?> test, PersistenceTest annotation, Function<String, Optional<String>> parameters) {
        Reading reading = new Reading(annotation, parameters);
        TestPlan plan = reading.read();
        if (!reading.problems.isEmpty()) {
            throw new PersistenceTestException("@PersistenceTest cannot be run: test=" + test.getName() + "\n  - "
                    + String.join("\n  - ", reading.problems));
        }
        return plan;
    }

    private static final class Reading {

        private final PersistenceTest annotation;
        private final Function<String, Optional<String>> parameters;
        private final List<String> problems = new ArrayList<>();

        Reading(PersistenceTest annotation, Function<String, Optional<String>> parameters) {
            this.annotation = annotation;
            this.parameters = parameters;
        }

        TestPlan read() {
            checkMapping();
            Map<String, String> settings = settings();
            List<Class<?>> entities = List.of(annotation.entities());
            List<Class<? extends DatabaseSetup>> setup = List.of(annotation.setup());
            List<UnitUnderTest> units = targets().stream()
                    .map(target -> new UnitUnderTest(entities, annotation.unit(), settings, setup, target))
                    .toList();
            boolean failing = annotation.failOnNPlusOne()
                    || parameter(PersistenceTest.FAIL_ON_N_PLUS_ONE)
                            .map(Boolean::parseBoolean)
                            .orElse(false);
            return new TestPlan(units, isolation(), failing);
        }

        private void checkMapping() {
            boolean named = annotation.entities().length > 0;
            if (named != annotation.unit().isEmpty()) {
                problems.add("It needs either entities or a unit: entities=" + annotation.entities().length + " unit=["
                        + annotation.unit()
                        + "]. Name the classes, @PersistenceTest(entities = {Post.class, User.class}), or a unit of"
                        + " META-INF/persistence.xml.");
                return;
            }
            List<String> unmapped = Stream.of(annotation.entities())
                    .filter(type -> MAPPED.stream().noneMatch(type::isAnnotationPresent))
                    .map(Class::getName)
                    .toList();
            if (!unmapped.isEmpty()) {
                problems.add(
                        "Classes are not mapped: classes=" + unmapped
                                + ". Annotate them with @Entity, @MappedSuperclass, @Embeddable or @Converter, or leave them out.");
            } else if (named && Stream.of(annotation.entities()).noneMatch(t -> t.isAnnotationPresent(Entity.class))) {
                problems.add("No class is an entity: classes=" + Arrays.toString(annotation.entities())
                        + ". Add the entities that the test is about.");
            }
        }

        private Map<String, String> settings() {
            Map<String, String> settings = new TreeMap<>();
            for (String setting : annotation.settings()) {
                int equals = setting.indexOf('=');
                if (equals < 1) {
                    problems.add("A setting is no name=value: setting=[" + setting + "].");
                } else {
                    settings.put(
                            setting.substring(0, equals).strip(),
                            setting.substring(equals + 1).strip());
                }
            }
            return settings;
        }

        private List<UnitUnderTest.Target> targets() {
            if (!annotation.url().isEmpty() && annotation.database().length > 0) {
                problems.add("It names an engine and a URL: database=" + Arrays.toString(annotation.database())
                        + " url=" + annotation.url() + ". Leave one of them out.");
                return List.of();
            }
            if (!annotation.url().isEmpty()) {
                return List.of(new UnitUnderTest.AtUrl(
                        resolved(annotation.url()), resolved(annotation.user()), resolved(annotation.password())));
            }
            Optional<String> url = parameter(PersistenceTest.URL);
            if (annotation.database().length == 0 && url.isPresent()) {
                return List.of(new UnitUnderTest.AtUrl(
                        url.get(),
                        parameter(PersistenceTest.USER).orElse(""),
                        parameter(PersistenceTest.PASSWORD).orElse("")));
            }
            return engines().stream()
                    .distinct()
                    .<UnitUnderTest.Target>map(UnitUnderTest.Embedded::new)
                    .toList();
        }

        private List<Engine> engines() {
            if (annotation.database().length > 0) {
                return List.of(annotation.database());
            }
            String names = parameter(PersistenceTest.DATABASE).orElse(Engine.H2.name());
            return Stream.of(names.split(","))
                    .map(name -> constant(PersistenceTest.DATABASE, Engine.class, name))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private TestIsolation isolation() {
            TestIsolation[] named = annotation.isolation();
            if (named.length > 1) {
                problems.add("It names more than one isolation: isolation=" + Arrays.toString(named)
                        + ". Leave one; make a subclass for the other.");
            }
            return named.length > 0
                    ? named[0]
                    : parameter(PersistenceTest.ISOLATION)
                            .flatMap(name -> constant(PersistenceTest.ISOLATION, TestIsolation.class, name))
                            .orElse(TestIsolation.ROLLBACK);
        }

        private <E extends Enum<E>> Optional<E> constant(String parameter, Class<E> type, String name) {
            String wanted = name.strip().toUpperCase(Locale.ROOT);
            @Nullable
            E found = Stream.of(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(wanted))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                problems.add("A configuration parameter has an unknown value: " + parameter + "=[" + name.strip()
                        + "]. It is one of " + Arrays.toString(type.getEnumConstants()) + ", in any case.");
            }
            return Optional.ofNullable(found);
        }

        private Optional<String> parameter(String name) {
            return parameters.apply(name).map(String::strip).filter(value -> !value.isEmpty());
        }

        private String resolved(String text) {
            return PROPERTY.matcher(text).replaceAll(match -> {
                String value = System.getProperty(match.group(1));
                if (value == null) {
                    problems.add("A system property is not set: property=" + match.group(1) + " in=" + text
                            + ". Set it before the test class is started.");
                    return "";
                }
                return Matcher.quoteReplacement(value);
            });
        }
    }
}
