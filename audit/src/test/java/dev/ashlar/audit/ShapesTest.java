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
package dev.ashlar.audit;

import static dev.ashlar.audit.LogReader.log;
import static dev.ashlar.audit.LogReader.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.junit.jupiter.api.Test;

/** Mappings that are easily forgotten. */
@PersistenceTest(
        entities = {
            ShapesTest.Node.class,
            ShapesTest.Seat.class,
            ShapesTest.Holder.class,
            ShapesTest.Child.class,
            ShapesTest.Quiet.class,
            Label.class
        },
        isolation = TestIsolation.TRUNCATE)
class ShapesTest {

    private final SessionFactory factory;

    ShapesTest(SessionFactory factory) {
        this.factory = factory;
    }

    /** Refers to itself, so that an insert writes a reference later. */
    @Entity(name = "Node")
    @AuditLogged
    static class Node {
        @Id
        Long id;

        String name;

        @OneToOne(fetch = FetchType.LAZY)
        Node next;

        Node() {}

        Node(long id) {
            this.id = id;
        }
    }

    /** Has an identifier of two attributes, one a reference. */
    @Entity(name = "Seat")
    @AuditLogged
    @IdClass(Seat.Key.class)
    static class Seat {
        record Key(Long label, int number) {}

        @Id
        @ManyToOne
        Label label;

        @Id
        int number;

        String guest;
    }

    /** Has a collection of each unusual sort. */
    @Entity(name = "Holder")
    @AuditLogged
    static class Holder {
        @Id
        Long id;

        @Any
        @AnyKeyJavaClass(Long.class)
        @JoinColumn(name = "subject_id")
        @Column(name = "subject_type")
        @AnyDiscriminatorValue(discriminator = "N", entity = Node.class)
        @AnyDiscriminatorValue(discriminator = "L", entity = Label.class)
        Object subject;

        @ElementCollection
        @MapKeyJoinColumn
        Map<Label, String> notes = new HashMap<>();

        @ElementCollection
        @OrderColumn
        int[] numbers;

        @ManyToMany
        List<Label> bag = new ArrayList<>();

        @OneToMany(mappedBy = "holder", cascade = CascadeType.ALL, orphanRemoval = true)
        Set<Child> children = new HashSet<>();

        Inside inside = new Inside();

        @NotLogged
        @ElementCollection
        Set<String> silent = new HashSet<>();

        @Masked
        @ElementCollection
        Set<String> hidden = new HashSet<>();
    }

    @Embeddable
    static class Inside {
        String title = "t";

        @ElementCollection
        Set<String> tags = new HashSet<>();
    }

    @Entity(name = "Child")
    @AuditLogged
    static class Child {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Holder holder;
    }

    /** Is not logged, though its superclass is. */
    @Entity(name = "Quiet")
    @NotLogged
    static class Quiet extends Base {}

    @jakarta.persistence.MappedSuperclass
    @AuditLogged
    static class Base {
        @Id
        Long id = 1L;
    }

    @Test
    void tellsOfRowsThatReferToEachOtherAsInserted() {
        factory.inTransaction(session -> {
            Node one = new Node(1);
            Node two = new Node(2);
            one.next = two;
            two.next = one;
            session.persist(one);
            session.persist(two);
        });
        assertThat(told(factory)).containsExactly("INSERT Node#1", "INSERT Node#2");
        assertThat(log(factory).get(0).newValues()).containsEntry("next", 2L);
        assertThat(log(factory).get(1).newValues()).containsEntry("next", 1L);
    }

    @Test
    void namesACompositeIdentifierByItsAttributes() {
        factory.inTransaction(session -> {
            Label label = new Label(7, "l");
            session.persist(label);
            Seat seat = new Seat();
            seat.label = label;
            seat.number = 3;
            session.persist(seat);
        });
        assertThat(told(factory)).contains("INSERT Seat#{\"label\":7,\"number\":3}");
    }

    @Test
    void tellsOfCollectionsAndReferencesOfEachSort() {
        factory.inTransaction(session -> {
            Label label = new Label(1, "l");
            session.persist(label);
            Holder holder = new Holder();
            holder.id = 5L;
            holder.subject = label;
            holder.notes.put(label, "note");
            holder.numbers = new int[] {4, 5};
            holder.bag.addAll(List.of(label, label));
            holder.inside.tags.add("tag");
            holder.silent.add("silent");
            holder.hidden.add("hidden");
            Child child = new Child();
            child.holder = holder;
            holder.children.add(child);
            session.persist(holder);
        });
        Map<String, Object> values = log(factory).stream()
                .filter(row -> row.entityName().endsWith("Holder"))
                .findFirst()
                .orElseThrow()
                .newValues();
        assertThat(values)
                .containsEntry("subject", Map.of("entity", Label.class.getName(), "id", 1L))
                .containsEntry("notes", Map.of("1", "note"))
                .containsEntry("numbers", Map.of("0", 4L, "1", 5L))
                .containsEntry("bag", List.of(1L, 1L))
                .containsEntry("inside", Map.of("title", "t"))
                .containsEntry("inside.tags", List.of("tag"))
                .containsEntry("hidden", new AuditValue.Masked())
                .doesNotContainKeys("silent", "children");
        assertThat(told(factory)).hasSize(3);

        factory.inTransaction(session -> {
            Holder holder = session.find(Holder.class, 5L);
            holder.silent.add("more");
            holder.hidden.add("more");
            holder.inside.tags.add("other");
            holder.bag.remove(0);
        });
        AuditLog row = log(factory).get(3);
        assertThat(row.changedFields()).containsExactlyInAnyOrder("hidden", "inside.tags", "bag");
        assertThat(row.oldValues()).containsEntry("bag", List.of(1L)).containsEntry("hidden", new AuditValue.Masked());
        assertThat(row.newValues()).containsEntry("inside.tags", List.of("other"));
        assertThat(row.toString()).doesNotContain("more");
    }

    @Test
    void tellsNothingOfWhatIsNotLogged() {
        factory.inTransaction(session -> session.persist(new Quiet()));
        factory.inTransaction(session -> session.remove(session.find(Quiet.class, 1L)));
        assertThat(told(factory)).isEmpty();
    }

    @Test
    void loadsNothingOfWhatIsReferredTo(SqlLog sql) {
        factory.inTransaction(session -> {
            session.persist(new Node(1));
            session.persist(new Node(2));
        });
        sql.clear();
        factory.inTransaction(session -> {
            Node two = session.getReference(Node.class, 2L);
            session.find(Node.class, 1L).next = two;
            session.flush();
            assertThat(Hibernate.isInitialized(two)).isFalse();
        });
        assertThat(log(factory).get(2).newValues()).isEqualTo(Map.of("next", 2L));
    }

    @Test
    void hasTheOldValuesOfWhatIsRemovedByReference() {
        factory.inTransaction(session -> {
            Node node = new Node(1);
            node.name = "known";
            session.persist(node);
        });
        factory.inTransaction(session -> session.remove(session.getReference(Node.class, 1L)));
        assertThat(log(factory).get(1).oldValues()).containsEntry("name", "known");
    }

    @Test
    void saysThatACollectionWasNotLoadedWhenItWasReplaced() {
        factory.inTransaction(session -> {
            Holder holder = new Holder();
            holder.id = 5L;
            holder.inside.tags.add("old");
            session.persist(holder);
        });
        factory.inTransaction(session -> session.find(Holder.class, 5L).inside.tags = new HashSet<>(Set.of("new")));
        AuditLog row = log(factory).get(1);
        assertThat(row.oldValues()).isEqualTo(Map.of("inside.tags", new AuditValue.Unloaded()));
        assertThat(row.newValues()).isEqualTo(Map.of("inside.tags", List.of("new")));
    }
}
