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

import dev.ashlar.testkit.internal.fixture.FixtureEngine;
import dev.ashlar.testkit.internal.fixture.Request;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Makes valid instances of mapped entities, from the mapping alone.
 *
 * <p>An instance has what it needs to be stored and no more: attributes that must not be null have a value that fits the column,
 * required references lead to new entities of the same kind, unique columns and keys are unique, check constraints of the mapping
 * hold. What the class itself assigns stays; what Hibernate or the database generates is left to them.
 *
 * <p>The values depend on the seed and on the calls before, never on time, locale or time zone.
 *
 * <p>Safe for many threads; then the order of calls is theirs.
 */
public final class Fixtures {

    private final FixtureEngine engine;

    Fixtures(SessionFactoryImplementor factory, MetadataImplementor metadata, Consumer<Runnable> unlogged, long seed) {
        this(new FixtureEngine(factory, metadata, unlogged, seed));
    }

    private Fixtures(FixtureEngine engine) {
        this.engine = engine;
    }

    /** Fixtures that know what these know, and go on counting where they are: no unique value comes twice. */
    Fixtures continued() {
        return new Fixtures(engine.continued());
    }

    /**
     * What instances are to be like, to be said in more detail.
     *
     * @throws PersistenceTestException if the class is not an entity of the unit
     */
    public <T> Fixture<T> of(Class<T> entity) {
        engine.check(Objects.requireNonNull(entity, "entity"));
        return new Fixture<>(engine, entity, Request.MINIMAL);
    }

    /** Makes one with what it refers to; nothing is stored. */
    public <T> T create(Class<T> entity) {
        return of(entity).create();
    }

    /** Makes one and stores it, with what it refers to, in a transaction of its own; it comes out detached. */
    public <T> T persist(Class<T> entity) {
        return of(entity).persist();
    }

    /** The same, so many in one transaction. */
    public <T> List<T> persist(Class<T> entity, int count) {
        return of(entity).persist(count);
    }

    /**
     * Teaches values of a type that has none by default, or other ones; of an entity, how an instance is made before its
     * attributes are filled.
     *
     * @param function of 1, 2 and so on; distinct if an attribute is unique
     */
    public <T> Fixtures values(Class<T> type, LongFunction<? extends T> function) {
        engine.teach(Objects.requireNonNull(type, "type"), Objects.requireNonNull(function, "function"));
        return this;
    }

    /**
     * Teaches values of one attribute, for example of one that the database checks and the mapping does not; from then on it always
     * has one.
     *
     * @param function of 1, 2 and so on; distinct if the attribute is unique
     * @throws PersistenceTestException if there is no such entity or attribute
     */
    public Fixtures values(Class<?> entity, String attribute, LongFunction<?> function) {
        engine.teach(
                Objects.requireNonNull(entity, "entity"),
                Objects.requireNonNull(attribute, "attribute"),
                Objects.requireNonNull(function, "function"));
        return this;
    }

    /** Other values from now on, the same for the same seed and the same calls. 0 is the one to begin with. */
    public Fixtures seed(long seed) {
        engine.seed(seed);
        return this;
    }

    /**
     * Stores an instance with a value for every attribute, reads it back in another persistence context and compares every mapped
     * attribute; nothing stays stored.
     *
     * <p>Numbers are compared by value whatever their scale, times with an offset by their instant, entities by their identifier,
     * lists whatever their order; an empty collection or embedded value is the same as none.
     *
     * @throws AssertionError if an attribute did not survive; it names each with what was written and read
     * @throws PersistenceTestException if it cannot be made or stored
     */
    public void assertRoundTrips(Class<?> entity) {
        fail(engine.name(Objects.requireNonNull(entity, "entity")), engine.lostOf(entity));
    }

    /**
     * The same for an instance. A new one is stored and taken back, so it is of no more use; one that is stored is read back only.
     *
     * @throws AssertionError if an attribute did not survive; it names each with what was written and read
     */
    public void assertRoundTrips(Object instance) {
        if (instance instanceof Class<?> entity) {
            assertRoundTrips(entity);
            return;
        }
        fail(instance.getClass().getSimpleName(), engine.lostOf(Objects.requireNonNull(instance, "instance")));
    }

    private static void fail(String entity, List<String> lost) {
        if (!lost.isEmpty()) {
            throw new AssertionError(
                    "Not all of " + entity + " is read as it was written:\n    " + String.join("\n    ", lost));
        }
    }

    /**
     * Stores a minimal instance of each entity of the unit, each in a transaction that is rolled back.
     *
     * @throws AssertionError if one cannot be made or stored; it names each with the reason
     */
    public void lint() {
        List<String> failures = engine.lint();
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    failures.size() + " entities have no working fixture:\n    " + String.join("\n    ", failures));
        }
    }
}
