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

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of marks and of restores. */
@PersistenceTest(
        entities = {Author.class, Book.class, Review.class, Subject.class},
        settings = "hibernate.jdbc.batch_size=7")
class NoticesTest {

    private static final List<ChangeNotice> TOLD = new ArrayList<>();

    private final SessionFactory factory;
    private Long author;
    private Long book;

    NoticesTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
        Ground.of(this.factory.unwrap(SessionFactoryImplementor.class))
                .notices()
                .subscribe((session, notice) -> TOLD.add(notice));
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Author ann = new Author("ann");
            Book first = ann.write("first");
            ann.write("second");
            session.persist(ann);
            author = ann.id;
            book = first.id;
        });
        TOLD.clear();
    }

    private static List<ChangeNotice> told(ChangeNotice.Kind kind) {
        return TOLD.stream().filter(notice -> notice.kind() == kind).distinct().toList();
    }

    @Test
    void tellOfARemovalWithItsCascade() {
        ChangeContext.of(Actor.user("alice"))
                .run(() -> factory.inTransaction(session -> session.remove(session.find(Author.class, author))));

        List<ChangeNotice> told = told(ChangeNotice.Kind.SOFT_DELETE);
        assertThat(told)
                .extracting(ChangeNotice::entityName, ChangeNotice::count)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Author.class.getName(), 1L),
                        org.assertj.core.groups.Tuple.tuple(Book.class.getName(), 2L));
        ChangeNotice.Row row = told.stream()
                .filter(notice -> notice.entityName().endsWith("Author"))
                .findFirst()
                .orElseThrow()
                .rows()
                .get(0);
        assertThat(row.id()).isEqualTo(author);
        assertThat(row.before())
                .containsOnlyKeys("deletedAt", "deletedBy", "deletionId")
                .containsEntry("deletedAt", null);
        assertThat(row.after()).containsEntry("deletedBy", "alice").doesNotContainValue(null);
    }

    @Test
    void tellOfAMarkFromAStatelessSession() {
        factory.inStatelessTransaction(session -> session.delete(session.get(Book.class, book)));
        assertOne(ChangeNotice.Kind.SOFT_DELETE, false);
    }

    @Test
    void tellOfASetBasedMark() {
        factory.inTransaction(session -> SoftDeletes.in(session)
                .softDelete(session.createMutationQuery("delete from Book where title = 'first'")));
        assertOne(ChangeNotice.Kind.SOFT_DELETE, false);
    }

    @Test
    void tellOfARestore() {
        factory.inTransaction(session -> session.remove(session.find(Book.class, book)));
        TOLD.clear();
        factory.inTransaction(session -> SoftDeletes.in(session).restore(Book.class, book));
        assertOne(ChangeNotice.Kind.RESTORE, true);
    }

    @Test
    void tellOfARestoreFromAStatelessSession() {
        factory.inTransaction(session -> session.remove(session.find(Book.class, book)));
        TOLD.clear();
        factory.inStatelessTransaction(session -> SoftDeletes.in(session).restore(Book.class, book));
        assertOne(ChangeNotice.Kind.RESTORE, true);
    }

    private void assertOne(ChangeNotice.Kind kind, boolean wasDeleted) {
        assertThat(told(kind)).singleElement().satisfies(notice -> {
            assertThat(notice.entityName()).isEqualTo(Book.class.getName());
            assertThat(notice.rows()).singleElement().satisfies(row -> {
                assertThat(row.id()).isEqualTo(book);
                Map<String, Object> marked = wasDeleted ? row.before() : row.after();
                Map<String, Object> bare = wasDeleted ? row.after() : row.before();
                assertThat(marked).containsOnlyKeys("deletion.deletedAt", "deletion.deletedBy", "deletion.deletionId");
                assertThat(marked.get("deletion.deletedAt")).isNotNull();
                assertThat(marked.get("deletion.deletionId")).isNotNull();
                assertThat(bare)
                        .hasSize(3)
                        .allSatisfy((name, value) -> assertThat(value).isNull());
            });
        });
    }
}
