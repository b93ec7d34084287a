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
package dev.ashlar.softdelete.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.UniqueAmongLive;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.junit.jupiter.api.Test;

/** What is refused at boot, in what words. */
class UniqueProblemsTest {

    private static final String HERE = "dev.ashlar.softdelete.unique.UniqueProblemsTest$";

    private static List<String> problems(Class<?>... entities) {
        try (Database database = Engine.H2.open()) {
            ConfigurationException refused = catchThrowableOfType(
                    ConfigurationException.class,
                    () -> TestUnit.of(database, entities).open().close());
            assertThat(refused).as("a refusal").isNotNull();
            return refused.problems();
        }
    }

    @MappedSuperclass
    abstract static class Base {

        @Id
        Long id;

        @DeletedAt
        Instant deletedAt;

        String code;
    }

    @Entity(name = "Forever")
    @UniqueAmongLive("code")
    static class Forever {

        @Id
        Long id;

        String code;
    }

    @MappedSuperclass
    @UniqueAmongLive("code")
    abstract static class Coded {

        @Id
        Long id;

        String code;
    }

    @Entity(name = "ForeverCoded")
    static class ForeverCoded extends Coded {}

    @Test
    void anEntityThatIsNotSoftDeletable() {
        assertThat(problems(Forever.class, ForeverCoded.class))
                .containsExactly(
                        "@UniqueAmongLive stands on an entity that is not soft-deletable: entity=" + HERE
                                + "Forever attributes=[code]. Add @SoftDeletable, or use @UniqueConstraint.",
                        "@UniqueAmongLive stands on an entity that is not soft-deletable: entity=" + HERE
                                + "ForeverCoded attributes=[code]. Add @SoftDeletable, or use @UniqueConstraint.");
    }

    @Entity(name = "Parent")
    @SoftDeletable
    static class Parent extends Base {}

    @Entity(name = "Child")
    @UniqueAmongLive("nick")
    static class Child extends Parent {
        String nick;
    }

    @Test
    void aSubclass() {
        assertThat(problems(Parent.class, Child.class))
                .containsExactly("@UniqueAmongLive stands on a subclass: entity=" + HERE
                        + "Child attributes=[nick] root=" + HERE
                        + "Parent. Put it on the root, where it may name attributes of subclasses.");
    }

    @Entity(name = "Unknown")
    @SoftDeletable
    @UniqueAmongLive({"cod", "code.length", "parent.code", ""})
    @UniqueAmongLive({})
    static class Unknown extends Base {
        @ManyToOne
        Parent parent;
    }

    @Test
    void attributesThatAreNotThere() {
        String mend = ". Name a mapped attribute, or a path into an embedded one such as address.street.";
        String unknown = "@UniqueAmongLive names an unknown attribute: entity=" + HERE + "Unknown attribute=";

        assertThat(problems(Unknown.class, Parent.class))
                .containsExactly(
                        unknown + "cod" + mend,
                        unknown + "code.length" + mend,
                        "@UniqueAmongLive names what an association leads to: entity=" + HERE
                                + "Unknown attribute=parent.code. Name the association itself: parent.",
                        unknown + mend,
                        "@UniqueAmongLive names no attribute: entity=" + HERE + "Unknown. Name one at least.");
    }

    @Entity(name = "Columnless")
    @SoftDeletable
    @UniqueAmongLive("tags")
    @UniqueAmongLive("length")
    @UniqueAmongLive("other")
    static class Columnless extends Base {

        @ElementCollection
        Set<String> tags;

        @Formula("length(code)")
        Integer length;

        @OneToOne(mappedBy = "other")
        Owner other;
    }

    @Entity(name = "Owner")
    static class Owner {

        @Id
        Long id;

        @OneToOne
        Columnless other;
    }

    @Test
    void attributesWithoutAColumnOfTheirOwn() {
        assertThat(problems(Columnless.class, Owner.class))
                .hasSize(3)
                .allMatch(problem ->
                        problem.matches("\\Q@UniqueAmongLive names an attribute without a column of its own: entity="
                                + HERE
                                + "Columnless attribute=\\E(tags|length|other)\\Q. Name a basic one, a to-one that has the foreign"
                                + " key, or an embedded one.\\E"));
    }

    @Entity(name = "JoinedRoot")
    @SoftDeletable
    @Inheritance(strategy = InheritanceType.JOINED)
    @UniqueAmongLive({"code", "nick"})
    static class JoinedRoot extends Base {}

    @Entity(name = "JoinedSub")
    static class JoinedSub extends JoinedRoot {
        String nick;
    }

    @Entity(name = "Divided")
    @SoftDeletable
    @SecondaryTable(name = "divided_more")
    @UniqueAmongLive("nick")
    static class Divided extends Base {

        @Column(table = "divided_more")
        String nick;
    }

    @Test
    void aColumnInAnotherTableThanTheMarks() {
        String mend = ". No key spans two tables: move the attribute to the root, or leave it out.";

        assertThat(problems(JoinedRoot.class, JoinedSub.class, Divided.class))
                .containsExactly(
                        "@UniqueAmongLive names an attribute whose column is not in the table of the marks: entity="
                                + HERE + "Divided attribute=nick table=divided_more marks=Divided" + mend,
                        "@UniqueAmongLive names an attribute whose column is not in the table of the marks: entity="
                                + HERE + "JoinedSub attribute=nick table=JoinedSub marks=JoinedRoot" + mend);
    }

    @Entity(name = "Single")
    @SoftDeletable
    @UniqueAmongLive({"left", "right"})
    @UniqueAmongLive("both")
    static class Single extends Base {}

    @Entity(name = "LeftSub")
    static class LeftSub extends Single {

        @Column(name = "left_one")
        String left;

        @Column(name = "both_left")
        String both;
    }

    @Entity(name = "RightSub")
    static class RightSub extends Single {

        @Column(name = "right_one")
        String right;

        @Column(name = "both_right")
        String both;
    }

    @Test
    void attributesThatSubclassesDoNotShare() {
        assertThat(problems(Single.class, LeftSub.class, RightSub.class))
                .containsExactly(
                        "@UniqueAmongLive names attributes that no entity has together: entity=" + HERE
                                + "Single attributes=[left, right]. Split it.",
                        "@UniqueAmongLive names an attribute that two subclasses have in different columns: entity="
                                + HERE
                                + "Single attributes=[both] columns=[both_left] and [both_right]. Give it one column, or another"
                                + " name in one of them.");
    }

    @Entity(name = "Twice")
    @SoftDeletable
    @Table(uniqueConstraints = @UniqueConstraint(name = "taken", columnNames = "nick"))
    @UniqueAmongLive("code")
    @UniqueAmongLive(value = "code", name = "code_again")
    @UniqueAmongLive({"nick", "code", "nick"})
    @UniqueAmongLive(value = "nick", name = "TAKEN")
    static class Twice extends Base {
        String nick;
    }

    @Test
    void keysThatAreThereAlready() {
        assertThat(problems(Twice.class))
                .containsExactly(
                        "Two @UniqueAmongLive name the same columns: entity=" + HERE
                                + "Twice attributes=[code] table=Twice. Remove one.",
                        "@UniqueAmongLive names a column twice: entity=" + HERE
                                + "Twice attributes=[nick, code, nick] columns=[nick, code, nick]. Once will do.",
                        "@UniqueAmongLive has a name that another key or index has: entity=" + HERE
                                + "Twice attributes=[nick] name=TAKEN table=Twice other=Twice. Give it another with name = ….");
    }

    @Entity(name = "Alive")
    @SoftDeletable
    @UniqueAmongLive("code")
    static class Alive extends Base {
        @Column(name = "ASHLAR_LIVE")
        boolean live;
    }

    @Test
    void aColumnOfTheNameThatTheKeyNeeds() {
        assertThat(problems(Alive.class))
                .containsExactly("A column has the name of the one that tells live rows for @UniqueAmongLive: entity="
                        + HERE + "Alive attributes=[code] table=Alive column=ASHLAR_LIVE. Give it another name.");
    }
}
