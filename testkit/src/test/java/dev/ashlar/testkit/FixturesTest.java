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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.fixture.Blog;
import dev.ashlar.testkit.fixture.Blog.Author;
import dev.ashlar.testkit.fixture.Blog.Post;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

class FixturesTest {

    @EachEngine
    void createsAMinimalInstanceWithoutStoringIt(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Post post = unit.fixtures().create(Post.class);

            assertThat(post.getId()).isNull();
            assertThat(post.title).isEqualTo("title 1");
            assertThat(post.slug).hasSize(2);
            assertThat(post.status).isEqualTo(Blog.Status.DRAFT);
            assertThat(post.price).isNull();
            assertThat(post.answerTo).isNull();
            assertThat(post.author).isNotNull();
            assertThat(post.author.name).isEqualTo("name 1");
            assertThat(post.author.motto).isNull();
            assertThat(post.author.address).isNotNull();
            assertThat(post.author.address.city).isNull();
            assertThat(unit.database().rows("select count(*) from posts")).containsExactly("0");
        }
    }

    @EachEngine
    void storesManyInOneTransactionAndGivesThemBackDetached(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            List<Post> posts = unit.fixtures().persist(Post.class, 50);

            assertThat(posts)
                    .hasSize(50)
                    .allSatisfy(post -> assertThat(post.getId()).isNotNull());
            assertThat(posts).extracting(post -> post.title).doesNotHaveDuplicates();
            assertThat(unit.database().rows("select count(*) from posts")).containsExactly("50");
            assertThat(unit.database().rows("select count(*) from authors")).containsExactly("50");
        }
    }

    @EachEngine
    void takesAValueForAnAttributeAndADetachedReference(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Fixtures fixtures = unit.fixtures();
            Author alice = fixtures.of(Author.class)
                    .with("name", "Alice")
                    .with("address.city", "Ulm")
                    .persist();

            Post post = fixtures.of(Post.class)
                    .with("title", "Stones")
                    .with("author", alice)
                    .persist();

            assertThat(post.author).isSameAs(alice);
            assertThat(unit.database()
                            .rows("select p.title, a.name, a.city from posts p join authors a on a.id = p.author_id"))
                    .containsExactly("Stones Alice Ulm");
        }
    }

    @EachEngine
    void fillsOptionalAttributesOnRequest(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Post post = unit.fixtures().of(Post.class).full().persist();

            assertThat(post.price).isEqualByComparingTo("1.05");
            assertThat(post.publishedAt).isNotNull();
            assertThat(post.answerTo).isNotNull();
            assertThat(post.answerTo.answerTo).isNull();
        }
    }

    @EachEngine
    void storesInTheTransactionOfTheCaller(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Fixtures fixtures = unit.fixtures();
            unit.factory().inTransaction(session -> {
                Post post = fixtures.of(Post.class).persist(session);
                assertThat(session.contains(post)).isTrue();
                session.getTransaction().setRollbackOnly();
            });

            assertThat(unit.database().rows("select count(*) from posts")).containsExactly("0");
        }
    }

    @EachEngine
    void goesOnCountingWhereOtherFixturesAre(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Fixtures outer = unit.fixtures().values(Author.class, "name", n -> "writer " + n);
            outer.persist(Author.class, 2);

            assertThat(outer.continued().persist(Author.class).name).isEqualTo("writer 3");
            assertThat(outer.continued().create(Author.class).name).isEqualTo("writer 3");
            assertThat(outer.create(Author.class).name).isEqualTo("writer 3");
        }
    }

    @EachEngine
    void givesTheSameValuesForTheSameSeedInAnyLocaleAndTimeZone(Engine engine) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Post here = unit.fixtures().seed(7).of(Post.class).full().create();
            Locale.setDefault(Locale.forLanguageTag("tr"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Colombo"));
            Post there = unit.fixtures().seed(7).of(Post.class).full().create();

            assertThat(there).usingRecursiveComparison().isEqualTo(here);
            assertThat(unit.fixtures().of(Post.class).full().create().title).isNotEqualTo(here.title);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @EachEngine
    void storesANewReferenceBeforeItsOwner(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Fixtures fixtures = unit.fixtures();
            Post question = fixtures.create(Post.class);
            Post answer = fixtures.of(Post.class).with("answerTo", question).persist();

            assertThat(answer.answerTo).isSameAs(question);
            assertThat(unit.database().rows("select count(*) from posts where answerTo_id is not null"))
                    .containsExactly("1");
        }
    }

    @EachEngine
    void namesTheConstraintThatRefusesAnInstance(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Author.class, Post.class)) {
            Fixtures fixtures = unit.fixtures();
            unit.database().execute("alter table authors add constraint ck_motto check (motto is not null)");

            assertThatThrownBy(() -> fixtures.persist(Post.class))
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContaining("An instance could not be stored")
                    .hasMessageContainingAll("constraint=", "values(")
                    .satisfies(e ->
                            assertThat(e.getMessage().toLowerCase(Locale.ROOT)).contains("ck_motto"));
            assertThatThrownBy(() -> fixtures.lint()).isInstanceOf(AssertionError.class);
            fixtures.values(Author.class, "motto", n -> "motto " + n);
            fixtures.lint();
        }
    }
}
