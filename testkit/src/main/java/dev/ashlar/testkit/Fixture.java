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
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What instances of an entity are to be like. Immutable: each method returns a changed copy, or makes instances.
 *
 * <p>Safe for many threads.
 *
 * @param <T> the entity
 */
public final class Fixture<T> {

    private final FixtureEngine engine;
    private final Class<T> entity;
    private final Request request;

    Fixture(FixtureEngine engine, Class<T> entity, Request request) {
        this.engine = engine;
        this.entity = entity;
        this.request = request;
    }

    /**
     * With a value for an attribute. A detached entity stays detached, a new one is stored with its owner.
     *
     * @param attribute its name; of one within an embedded value the path, as in {@code address.city}
     * @throws PersistenceTestException if there is no such attribute, the value is of another type, or it is {@code null} where the
     *     mapping allows none
     */
    public Fixture<T> with(String attribute, @Nullable Object value) {
        engine.check(entity, Objects.requireNonNull(attribute, "attribute"), value);
        return new Fixture<>(engine, entity, request.with(attribute, value));
    }

    /** The same, by the static metamodel. */
    public <V> Fixture<T> with(SingularAttribute<? super T, V> attribute, @Nullable V value) {
        return with(attribute.getName(), value);
    }

    /** The same, by the static metamodel. */
    public <C> Fixture<T> with(PluralAttribute<? super T, C, ?> attribute, C value) {
        return with(attribute.getName(), value);
    }

    /**
     * With a value for each optional attribute too: references to a new minimal entity, one element in each collection that this
     * entity stores.
     */
    public Fixture<T> full() {
        return new Fixture<>(engine, entity, request.to(Request.Extent.OPTIONAL));
    }

    /** Makes one with what it refers to; nothing is stored. */
    public T create() {
        return entity.cast(engine.create(entity, request));
    }

    /** Makes one and stores it, with what it refers to, in a transaction of its own; it comes out detached. */
    public T persist() {
        return persist(1).get(0);
    }

    /** The same, so many in one transaction. */
    public List<T> persist(int count) {
        return cast(engine.persist(entity, request, positive(count)));
    }

    /**
     * Makes one and stores it in the transaction of the caller, and flushes.
     *
     * @throws PersistenceTestException if no transaction is active
     */
    public T persist(EntityManager em) {
        return persist(em, 1).get(0);
    }

    /** The same, so many. */
    public List<T> persist(EntityManager em, int count) {
        return cast(engine.persist(entity, request, positive(count), Objects.requireNonNull(em, "em")));
    }

    private List<T> cast(List<Object> instances) {
        return instances.stream().map(entity::cast).toList();
    }

    private static int positive(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A count cannot be negative: count=" + count);
        }
        return count;
    }
}
