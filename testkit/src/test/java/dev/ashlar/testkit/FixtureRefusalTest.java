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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.fixture.Blog.Author;
import dev.ashlar.testkit.fixture.Blog.Post;
import dev.ashlar.testkit.fixture.Unfit.Base;
import dev.ashlar.testkit.fixture.Unfit.NoConstructor;
import dev.ashlar.testkit.fixture.Unfit.OneSide;
import dev.ashlar.testkit.fixture.Unfit.OtherSide;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FixtureRefusalTest {

    private static @Nullable FixtureUnit unit;

    @BeforeAll
    static void open() {
        unit = FixtureUnit.open(Engine.H2, Author.class, Post.class);
    }

    @AfterAll
    static void close() {
        unit.close();
    }

    @Test
    void refusesAClassThatIsNoEntityOfTheUnit() {
        assertThatThrownBy(() -> unit.fixtures().of(String.class))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("class=java.lang.String")
                .hasMessageContaining("Blog$Post");
        assertThatThrownBy(() -> unit.fixtures().assertRoundTrips("text"))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("class=java.lang.String");
    }

    @Test
    void suggestsTheNearestNameForAnUnknownAttribute() {
        assertThatThrownBy(() -> unit.fixtures().of(Post.class).with("tilte", "Stones"))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("entity=Post attribute=tilte. Did you mean [title]?");
        assertThatThrownBy(() -> unit.fixtures().of(Author.class).with("address.ctiy", "Ulm"))
                .hasMessageContaining("Did you mean [address.city]?");
        assertThatThrownBy(() -> unit.fixtures().values(Post.class, "slugg", n -> "s" + n))
                .hasMessageContaining("Did you mean [slug]?");
    }

    @Test
    void refusesAValueOfAnotherType() {
        assertThatThrownBy(() -> unit.fixtures().of(Post.class).with("title", 7))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining(
                        "attribute=Post.title type=java.lang.String value=[7] valueType=java.lang.Integer");
        assertThatThrownBy(() -> unit.fixtures().of(Post.class).with("author", "Alice"))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("attribute=Post.author");
        assertThatThrownBy(() -> unit.fixtures().of(Author.class).with("posts", "none"))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("attribute=Author.posts");
    }

    @Test
    void refusesAGeneratedIdentifierOrVersion() {
        assertThatThrownBy(() -> unit.fixtures().of(Post.class).with("id", 7L))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("The attribute is generated")
                .hasMessageContaining("attribute=Post.id");
        assertThatThrownBy(() -> unit.fixtures().of(Post.class).with("version", 7))
                .hasMessageContaining("attribute=Post.version");
    }

    @Test
    void refusesNullWhereTheMappingAllowsNone() {
        assertThatThrownBy(() -> unit.fixtures().of(Post.class).with("title", null))
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("must not be null: attribute=Post.title");
        assertThatThrownBy(() -> unit.fixtures().of(Post.class).with("author", null))
                .hasMessageContaining("must not be null: attribute=Post.author");
        assertThatCode(() -> unit.fixtures().of(Post.class).with("price", null)).doesNotThrowAnyException();
    }

    @Test
    void refusesToStoreWithoutATransaction() {
        try (EntityManager em = unit.factory().createEntityManager()) {
            assertThatThrownBy(() -> unit.fixtures().of(Post.class).persist(em))
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContaining("There is no transaction to store a fixture in: entity=Post");
        }
    }

    @Test
    void refusesANegativeCount() {
        assertThatThrownBy(() -> unit.fixtures().persist(Post.class, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @EachEngine
    void listsEveryEntityWithoutAWorkingFixture(Engine engine) {
        try (FixtureUnit unfit =
                FixtureUnit.open(engine, Base.class, OneSide.class, OtherSide.class, NoConstructor.class)) {
            assertThatThrownBy(() -> unfit.fixtures().lint())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("entities have no working fixture")
                    .hasMessageContaining("Unfit$OneSide: ")
                    .hasMessageContaining("Unfit$OtherSide: ")
                    .hasMessageContaining("Unfit$NoConstructor: An instance could not be made: entity=NoConstructor");
            assertThat(unfit.database().rows("select count(*) from NoConstructor"))
                    .containsExactly("0");
            assertThatThrownBy(() -> unfit.fixtures()
                            .values(NoConstructor.class, n -> new NoConstructor("n" + n))
                            .lint())
                    .hasMessageNotContaining("NoConstructor");
        }
    }
}
