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
package dev.ashlar.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row may be without a value that its mapping demands, by where the value stands. */
@PersistenceTest(
        entities = {
            MissingValuesTest.Paper.class,
            MissingValuesTest.Vehicle.class,
            MissingValuesTest.Truck.class,
            MissingValuesTest.Owner.class,
            MissingValuesTest.Badge.class
        })
class MissingValuesTest {

    /** With a text in another table, and a number that is computed. */
    @Entity(name = "Paper")
    @SecondaryTable(name = "PaperText")
    static class Paper {
        @Id
        long id;

        @Column(table = "PaperText", nullable = false)
        String text = "";

        @Formula("nullif(id, 3)")
        @Nullable
        Long computed;

        @Override
        public String toString() {
            return "" + id;
        }
    }

    /** Of an owner, who is known by the name. */
    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        long id;

        @Column(nullable = false)
        String plate = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(referencedColumnName = "name")
        @Nullable
        Owner owner;

        @Override
        public String toString() {
            return "" + id;
        }
    }

    /** In a table of its own. */
    @Entity(name = "Truck")
    static class Truck extends Vehicle {
        @Column(nullable = false)
        int payload;
    }

    /** Of vehicles. */
    @Entity(name = "Owner")
    static class Owner {
        @Id
        long id;

        @Column(nullable = false, unique = true)
        String name = "";

        @OneToOne(mappedBy = "owner")
        @Nullable
        Badge badge;

        @Override
        public String toString() {
            return "" + id;
        }
    }

    /** Of an owner. */
    @Entity(name = "Badge")
    static class Badge {
        @Id
        long id;

        @OneToOne(optional = false)
        @Nullable
        Owner owner;
    }

    @BeforeEach
    void fill(EntityManager em) {
        em.getTransaction().begin();
        List<Owner> owners = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Owner owner = new Owner();
            owner.id = i;
            owner.name = "o" + i;
            em.persist(owner);
            owners.add(owner);
        }
        for (int i : new int[] {0, 2, 3}) {
            Badge badge = new Badge();
            badge.id = 9 - i;
            badge.owner = owners.get(i);
            em.persist(badge);
        }
        for (int i = 0; i < 5; i++) {
            Paper paper = new Paper();
            paper.id = i;
            paper.text = "t" + i % 2;
            em.persist(paper);
            Truck truck = new Truck();
            Vehicle vehicle = i % 2 == 0 ? truck : new Vehicle();
            truck.payload = 9 - i;
            vehicle.id = i;
            vehicle.plate = "p" + i % 2;
            vehicle.owner = i % 3 == 1 ? null : owners.get(4 - i);
            em.persist(vehicle);
        }
        em.flush();
        em.createNativeQuery("delete from PaperText where id in (1, 2)").executeUpdate();
        em.getTransaction().commit();
        em.clear();
    }

    /** In the order of the sort, with those that have no value in front or at the end. */
    private static <T> void assertPaged(
            EntityManager em, Pagination<T> pagination, String path, String valued, String missing) {
        String backward = new StringBuilder(valued).reverse().toString();
        assertRows(em, pagination.sort(Sort.asc(path).nullsLast(), Sort.asc("id")), valued + missing);
        assertRows(em, pagination.sort(Sort.asc(path).nullsFirst(), Sort.asc("id")), missing + valued);
        assertRows(em, pagination.sort(Sort.desc(path).nullsLast(), Sort.asc("id")), backward + missing);
        assertRows(em, pagination.sort(Sort.desc(path).nullsFirst(), Sort.asc("id")), missing + backward);
    }

    private static <T> void assertRows(EntityManager em, Pagination<T> pagination, String ids) {
        for (int size = 1; size <= ids.length() + 1; size++) {
            assertThat(Library.forward(pagination.in(em), size))
                    .as("%s forward by %s", pagination, size)
                    .extracting(Object::toString)
                    .containsExactly(ids.split(""));
            assertThat(Library.backward(pagination.in(em), size))
                    .as("%s backward by %s", pagination, size)
                    .extracting(Object::toString)
                    .containsExactly(ids.split(""));
        }
    }

    @Test
    void becauseASecondaryTableHasNoRow(EntityManager em) {
        assertPaged(em, Pagination.of("from Paper p where p.id <> 0", Paper.class), "text", "43", "12");
    }

    @Test
    void becauseItIsComputed(EntityManager em) {
        assertPaged(em, Pagination.of(Paper.class), "computed", "0124", "3");
    }

    @Test
    void becauseTheQueryJoinsItLeft(EntityManager em) {
        Pagination<Object[]> both = Pagination.of("select v, o.id from Vehicle v left join v.owner o", Object[].class);
        assertThat(Library.forward(both.sort(Sort.asc("o.name").nullsFirst()).in(em), 2))
                .extracting(row -> row[0].toString())
                .containsExactly("1", "4", "3", "2", "0");
        assertThat(Library.backward(both.sort(Sort.asc("o.name").nullsLast()).in(em), 2))
                .extracting(row -> row[0].toString())
                .containsExactly("3", "2", "0", "1", "4");
    }

    @Test
    void becauseAKeyThatIsNotTheIdRefersToNothing(EntityManager em) {
        assertPaged(em, Pagination.of(Vehicle.class), "owner.id", "320", "14");
    }

    @Test
    void becauseNobodyRefersToIt(EntityManager em) {
        assertPaged(em, Pagination.of(Owner.class), "badge.id", "320", "14");
    }

    @Test
    void butRefusesWhatOnlyASubtypeHas(EntityManager em) {
        assertThatThrownBy(() ->
                        Pagination.of(Vehicle.class).sort(Sort.asc("payload")).in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("No such attribute: path=[payload]")
                .hasMessageContaining("There are [id, owner, plate].");
    }

    @Test
    void butNotBecauseItsTableIsThatOfItsSupertype(EntityManager em, SqlLog sql) {
        for (String path : List.of("plate", "payload")) {
            Pages<Long> pages = Pagination.of("select t.id from Truck t", Long.class)
                    .sort(Sort.asc(path).nullsLast())
                    .in(em);
            sql.clear();
            assertThat(Library.forward(pages, 2)).hasSize(3);
            assertThat(sql).selects(2).nothingElse();
            assertThat(sql.statements())
                    .allSatisfy(statement -> assertThat(statement.sql()).doesNotContain("null"));
        }
    }
}
