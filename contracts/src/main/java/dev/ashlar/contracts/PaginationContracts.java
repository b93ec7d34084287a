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

import dev.ashlar.pagination.Pagination;
import jakarta.persistence.EntityManager;
import java.util.Objects;

/** Proofs for queries that are paged. They need data in the database: rows that tie in the sort, and rows without a value. */
public final class PaginationContracts {

    private PaginationContracts() {}

    /**
     * Asserts that the pages of a query are its rows: walking forward and backward by cursor, and going through the pages by number, at
     * every page size from one row to one more than there are, gives the sorted list, and the total is its length. With more than 40
     * rows the sizes are a sample.
     *
     * @param em rows are compared by {@code equals}, arrays by their items; entities are those of this entity manager
     * @throws AssertionError if rows are lost, repeated or out of order, a total is wrong, or there are fewer than three rows
     * @throws dev.ashlar.pagination.PaginationException if the query cannot be paged
     */
    public static <T> void assertCompleteWalk(Pagination<T> query, EntityManager em) {
        Objects.requireNonNull(em, "em");
        new CompleteWalk<>(query.maxSize(Integer.MAX_VALUE - 1).in(em)).check();
    }

    /**
     * Asserts the same, and that it stays true while rows are inserted and deleted: each row that is there from the beginning to the end
     * of a walk is seen once, in its place, and no other row twice.
     *
     * @param em inserts and deletes run in its transaction, or in one for each step if it has none; what they leave behind is the test's
     *     to remove, as the testkit does
     * @throws AssertionError as above
     * @throws dev.ashlar.pagination.PaginationException if the query cannot be paged
     */
    public static <T> void assertCompleteWalk(Pagination<T> query, EntityManager em, Disturbance<T> disturbance) {
        assertCompleteWalk(query, em);
        Objects.requireNonNull(disturbance, "disturbance");
        new DisturbedWalk<>(query.maxSize(Integer.MAX_VALUE - 1).in(em), em, disturbance).check();
    }
}
