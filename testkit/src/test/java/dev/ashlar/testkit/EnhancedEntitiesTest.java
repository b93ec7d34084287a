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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.library.City;
import dev.ashlar.testkit.library.Country;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/** Entities whose bytecode Hibernate has enhanced, so that references and attributes are lazy without proxies. */
class EnhancedEntitiesTest {

    /** In a JVM of its own: Hibernate keeps something static of the classes that other tests map. */
    @EachEngine
    void areNamedAsOthersAre(Engine engine) throws IOException, InterruptedException {
        assertThat(ChildJvm.run(entry -> true, Main.class, engine.name())).endsWith("proved");
    }

    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws ReflectiveOperationException {
            ClassLoader enhancing = new Enhancing();
            Thread.currentThread().setContextClassLoader(enhancing);
            prove(Engine.valueOf(arguments[0]), enhancing);
            System.out.println("proved");
            System.exit(0);
        }
    }

    private static void prove(Engine engine, ClassLoader enhancing) throws ReflectiveOperationException {
        Class<?> city = enhancing.loadClass(City.class.getName());
        Class<?> country = enhancing.loadClass(Country.class.getName());
        Map<String, Object> settings = Map.of("hibernate.classLoaders", List.of(enhancing));
        try (LoggedUnit unit = LoggedUnit.open(engine, settings, city, country)) {
            unit.factory.inTransaction(session -> {
                for (long id = 1; id <= 3; id++) {
                    Object persisted = made(country, id);
                    session.persist(persisted);
                    session.persist(made(city, id, persisted));
                }
            });
            for (String attribute : List.of("country", "history", "capitals")) {
                unit.sql.clear();
                unit.factory.inTransaction(session -> session.createSelectionQuery("from City", city)
                        .getResultList()
                        .forEach(found -> asked(found, attribute)));
                assertThat(unit.sql.fetches())
                        .extracting(fetch -> fetch.trips() + " × " + fetch.association() + " at "
                                + fetch.line().getMethodName())
                        .containsExactly(
                                switch (attribute) {
                                    case "country" -> "3 × City.country at asked";
                                    case "history" -> "3 × City (lazy attributes) at asked";
                                    default -> "3 × City.capitalOf at asked";
                                });
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void asked(Object city, String attribute) {
        assertThat(((Function<String, Object>) city).apply(attribute)).isNotNull();
    }

    private static Object made(Class<?> type, Object... arguments) {
        try {
            return type.getConstructors()[0].newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Enhancing extends ClassLoader {

        private final Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                .getEnhancer(new DefaultEnhancementContext() {
                    @Override
                    public ClassLoader getLoadingClassLoader() {
                        return EnhancedEntitiesTest.class.getClassLoader();
                    }

                    @Override
                    public boolean hasLazyLoadableAttributes(UnloadedClass type) {
                        return true;
                    }

                    @Override
                    public boolean isLazyLoadable(UnloadedField field) {
                        return true;
                    }
                });

        Enhancing() {
            super(EnhancedEntitiesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(City.class.getName()) && !name.equals(Country.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? enhanced(name) : loaded;
        }

        private Class<?> enhanced(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = enhancer.enhance(name, file.readAllBytes());
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
