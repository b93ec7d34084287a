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
package dev.ashlar.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child refers to its parent within its identifier, or within an embedded value. */
@PersistenceTest(entities = {ParentPlacesTest.Bill.class, ParentPlacesTest.Item.class, ParentPlacesTest.Remark.class})
class ParentPlacesTest {

    private final SessionFactory factory;

    ParentPlacesTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Bill bill = new Bill(1L);
            session.persist(bill);
            session.persist(new Item(bill, 1));
            session.persist(new Remark(1L, bill));
            session.persist(new Remark(2L, null));
        });
    }

    private void remove() {
        factory.inTransaction(session -> session.remove(session.find(Bill.class, 1L)));
    }

    private static long live(Session session) {
        return session.createSelectionQuery("select count(*) from Item", Long.class)
                        .getSingleResult()
                + session.createSelectionQuery("select count(*) from Remark r where r.about is not null", Long.class)
                        .getSingleResult();
    }

    @Test
    void goesAndComesBackWithIt() {
        remove();
        factory.inTransaction(session -> {
            assertThat(live(session)).isZero();
            Bill bill = SoftDeletes.in(session).withDeleted(() -> session.find(Bill.class, 1L));
            SoftDeletes.in(session).restoreDeletion(bill.deletion.deletionId());
            assertThat(live(session)).isEqualTo(2);
        });
    }

    @Test
    void isNotAddedToADeletedOne() {
        remove();
        assertRefused(session -> session.persist(new Item(session.getReference(Bill.class, 1L), 2)));
        assertRefused(session -> session.persist(new Remark(3L, session.getReference(Bill.class, 1L))));
    }

    @Test
    void isNotMovedToADeletedOne() {
        remove();
        assertRefused(
                session -> session.find(Remark.class, 2L).about = new About(session.getReference(Bill.class, 1L)));
    }

    private void assertRefused(Consumer<Session> change) {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    change.accept(session);
                    session.flush();
                }))
                .isInstanceOf(DeletedParentException.class);
    }

    @Test
    void isChangedWithoutAskingForItsParent() {
        factory.inTransaction(session -> {
            session.find(Remark.class, 2L).text = "changed"; // has no parent, and no embedded value
            session.find(Item.class, new ItemId(1L, 1)).text = "changed";
        });
    }

    @Entity(name = "Bill")
    @SoftDeletable
    static class Bill {

        @Id
        Long id;

        @Version
        int version;

        Deletion deletion;

        @OneToMany(mappedBy = "bill", cascade = CascadeType.ALL)
        Set<Item> items = new HashSet<>();

        @OneToMany(mappedBy = "about.bill", cascade = CascadeType.ALL)
        Set<Remark> remarks = new HashSet<>();

        Bill() {}

        Bill(Long id) {
            this.id = id;
        }
    }

    record ItemId(Long bill, int number) {}

    @Entity(name = "Item")
    @SoftDeletable
    @IdClass(ItemId.class)
    static class Item {

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Bill bill;

        @Id
        int number;

        @Version
        int version;

        String text;

        Deletion deletion;

        Item() {}

        Item(Bill bill, int number) {
            this.bill = bill;
            this.number = number;
        }
    }

    @Embeddable
    static class About {

        @ManyToOne(fetch = FetchType.LAZY)
        Bill bill;

        About() {}

        About(Bill bill) {
            this.bill = bill;
        }
    }

    @Entity(name = "Remark")
    @SoftDeletable
    static class Remark {

        @Id
        Long id;

        @Version
        int version;

        String text;

        About about;

        Deletion deletion;

        Remark() {}

        Remark(Long id, Bill bill) {
            this.id = id;
            this.about = bill == null ? null : new About(bill);
        }
    }
}
