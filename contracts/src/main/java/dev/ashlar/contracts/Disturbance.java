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

import dev.ashlar.testkit.Fixtures;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What happens to the rows while they are walked over: others come, and some of them go.
 *
 * @param <T> what a row of the query becomes
 */
public interface Disturbance<T> {

    /** Inserts a row that the query may find, anywhere in its order. It runs in a transaction. */
    void insert(EntityManager em);

    /** Deletes a row that the query has found. It runs in a transaction. */
    void delete(EntityManager em, T row);

    /** Inserts what the fixtures make of the entity, and removes what is found. */
    static <T> Disturbance<T> of(Fixtures fixtures, Class<T> entity) {
        Objects.requireNonNull(fixtures, "fixtures");
        Objects.requireNonNull(entity, "entity");
        return of(em -> fixtures.persist(entity));
    }

    /** Inserts by this, and removes what is found. */
    static <T> Disturbance<T> of(Consumer<EntityManager> insert) {
        Objects.requireNonNull(insert, "insert");
        return new Disturbance<>() {
            @Override
            public void insert(EntityManager em) {
                insert.accept(em);
            }

            @Override
            public void delete(EntityManager em, T row) {
                em.remove(em.contains(row) ? row : em.merge(row));
            }
        };
    }
}
