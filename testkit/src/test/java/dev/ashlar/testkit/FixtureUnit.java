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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;

/** A persistence unit with its fixtures. */
final class FixtureUnit implements AutoCloseable {

    private final Database database;
    private final SessionFactory factory;
    private final MetadataImplementor metadata;
    private final List<String> unlogged = new ArrayList<>();

    private FixtureUnit(Database database, SessionFactory factory, MetadataImplementor metadata) {
        this.database = database;
        this.factory = factory;
        this.metadata = metadata;
    }

    static FixtureUnit open(Engine engine, Class<?>... entities) {
        List<Metadata> seen = new ArrayList<>();
        Integrator capture = new Integrator() {
            @Override
            public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
                seen.add(metadata);
            }
        };
        Database database = engine.open();
        try {
            SessionFactory factory = TestUnit.of(database, entities)
                    .with("hibernate.integrator_provider", (IntegratorProvider) () -> List.of(capture))
                    .with("hibernate.classLoaders", loaders(entities))
                    .open();
            return new FixtureUnit(database, factory, (MetadataImplementor) seen.get(0));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** A generated class has a loader of its own. */
    private static List<ClassLoader> loaders(Class<?>... entities) {
        return Stream.of(entities).map(Class::getClassLoader).distinct().toList();
    }

    Fixtures fixtures() {
        Consumer<Runnable> counted = work -> {
            unlogged.add("");
            work.run();
        };
        return new Fixtures(factory.unwrap(SessionFactoryImplementor.class), metadata, counted, 0);
    }

    /** How often work was kept out of the log. */
    int unlogged() {
        return unlogged.size();
    }

    SessionFactory factory() {
        return factory;
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        factory.close();
        database.close();
    }
}
