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
package dev.ashlar.docs.softdelete;

import static dev.ashlar.contracts.SoftDeleteContracts.assertDeleteRestoreRoundTrip;
import static dev.ashlar.contracts.SoftDeleteContracts.assertNoPhysicalDelete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.PhysicalDeleteException;
import dev.ashlar.softdelete.PurgeReport;
import dev.ashlar.softdelete.RestorePlan;
import dev.ashlar.softdelete.RestoreRefusedException;
import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.query.MutationQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets of the guide to soft delete. */
@PersistenceTest(entities = {Post.class, Comment.class, Topic.class, Bookmark.class})
class SoftDeleteGuideTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;
    private Long id;
    private Long other;

    SoftDeleteGuideTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    @BeforeEach
    void fill() {
        transactions.run(em -> {
            Topic java = new Topic("java");
            em.persist(java);
            Post post = new Post("hello");
            post.topics().add(java);
            post.comments().add(new Comment(post, "first"));
            post.comments().add(new Comment(post, "second"));
            em.persist(post);
            em.persist(new Bookmark(post));
            Post second = new Post("bye");
            em.persist(second);
            id = post.getId();
            other = second.getId();
        });
    }

    private void remove() {
        // snippet: softdelete-remove
        ChangeContext.of(Actor.user("alice"))
                .run(() -> transactions.run(em -> {
                    Post post = em.find(Post.class, id);
                    em.remove(post); // update posts set deleted_at=…, deleted_by='alice', deletion_id=…, version=…
                })); // and its comments, with the same deletion_id
        // end
    }

    private static long count(EntityManager em, String entity) {
        return em.createQuery("select count(*) from " + entity, Long.class).getSingleResult();
    }

    private UUID deletion() {
        return transactions.call(em ->
                SoftDeletes.in(em).withDeleted(() -> em.find(Post.class, id).deletionId()));
    }

    @Test
    void hidesWhatIsRemoved() {
        remove();

        transactions.run(em -> {
            assertThat(em.find(Post.class, id)).isNull();
            assertThat(count(em, "Post")).isEqualTo(1);
            assertThat(count(em, "Comment")).isZero();
            // snippet: softdelete-reference
            Bookmark bookmark = em.createQuery("from Bookmark", Bookmark.class).getSingleResult();
            bookmark.post(); // lazy, never null, and there when it is asked: "hello"
            // end
            assertThat(((Post) Hibernate.unproxy(bookmark.post())).slug()).isEqualTo("hello");
        });
    }

    @Test
    void seesMoreInAScope() {
        remove();

        transactions.run(em -> {
            // snippet: softdelete-scopes
            SoftDeletes deletes = SoftDeletes.in(em);

            List<Post> bin = deletes.onlyDeleted(
                    () -> em.createQuery("from Post", Post.class).getResultList());
            Post removed = deletes.withDeleted(() -> em.find(Post.class, id));
            // end
            assertThat(bin).containsExactly(removed);
            assertThat(removed.deletedBy()).isEqualTo("alice");
            assertThat(count(em, "Post")).isEqualTo(1);
        });
    }

    @Test
    void showsTheReader() {
        transactions.run(em -> {
            Post post = em.find(Post.class, id);
            // snippet: readme-softdelete
            SoftDeletes deletes = SoftDeletes.in(em);
            em.remove(post); // marked with its comments, hidden from every read, still there for what refers to it

            List<Post> bin = deletes.onlyDeleted(
                    () -> em.createQuery("from Post", Post.class).getResultList());
            deletes.restoreDeletion(bin.get(0).deletionId()); // exactly what that removal took
            // end
            assertThat(bin).containsExactly(post);
            assertThat(count(em, "Comment")).isEqualTo(2);
        });
    }

    @Test
    void restoresADeletion() {
        remove();
        UUID deletion = deletion();

        transactions.run(em -> {
            // snippet: softdelete-restore
            SoftDeletes deletes = SoftDeletes.in(em);

            RestorePlan plan = deletes.planRestoreDeletion(deletion); // a dry run
            plan.rows(); // [Post#1, Comment#1, Comment#2]
            plan.obstacles(); // []

            deletes.restoreDeletion(deletion); // all of them, or an exception and none
            // end
            assertThat(plan.rows()).hasSize(3);
            assertThat(plan.isPossible()).isTrue();
            assertThat(count(em, "Comment")).isEqualTo(2);
        });
    }

    @Test
    void tellsWhatStandsInTheWay() {
        remove();
        Long[] again = new Long[1];
        transactions.run(em -> {
            Post next = new Post("hello"); // the slug of a deleted post can be used again
            em.persist(next);
            again[0] = next.getId();
        });

        Throwable refused =
                catchThrowable(() -> transactions.run(em -> SoftDeletes.in(em).restore(Post.class, id)));

        assertThat(refused)
                .isInstanceOf(RestoreRefusedException.class)
                .hasMessageContaining("Post#" + id + ": the live Post#" + again[0] + " has the same slug");
    }

    @Test
    void refusesToDeletePhysically() throws IOException {
        Throwable refused = catchThrowable(() -> transactions.run(em -> {
            // snippet: softdelete-refused
            em.createQuery("delete from Comment c where c.text = 'first'").executeUpdate();
            // end
        }));

        assertThat(refused).isInstanceOf(PhysicalDeleteException.class);
        String guide = Files.readString(Path.of(System.getProperty("project.root"), "docs", "softdelete.md"));
        String shown = guide.replace("\n> ", " ");
        assertThat(shown).contains(refused.getMessage().replace("dev.ashlar.docs.softdelete.", "org.example."));
    }

    @Test
    void marksByAStatement() {
        transactions.run(em -> {
            // snippet: softdelete-statement
            MutationQuery query = em.unwrap(org.hibernate.Session.class)
                    .createMutationQuery("delete from Comment c where c.post.slug = :slug")
                    .setParameter("slug", "hello");
            int marked = SoftDeletes.in(em).softDelete(query); // instead of query.executeUpdate()
            // end
            assertThat(marked).isEqualTo(2);
            assertThat(count(em, "Comment")).isZero();
        });
    }

    @Test
    void purgesInABlock() {
        transactions.run(em -> {
            // snippet: softdelete-purge-block
            SoftDeletes.in(em).purge(() -> em.remove(em.find(Post.class, other))); // delete from posts …
            // end
        });
        transactions.run(em -> assertThatThrownBy(() -> SoftDeletes.in(em).restore(Post.class, other))
                .hasMessageContaining("It was purged"));
    }

    @Test
    void purgesByAge() {
        remove();
        // snippet: softdelete-purge
        PurgeReport planned = SoftDeletes.of(factory)
                .purge(Post.class) // and the comments that were deleted with them
                .olderThan(Duration.ofDays(90))
                .dryRun();
        // end
        assertThat(planned.total()).isZero();
        // snippet: softdelete-hold
        PurgeReport report = SoftDeletes.of(factory)
                .purge(Post.class)
                .holding((post, builder) -> builder.equal(post.get("slug"), "evidence"))
                .chunksOf(500)
                .run();
        // end
        // The bookmark refers to the post, so only the comments can go.
        assertThat(report.total()).isEqualTo(2);
    }

    @Test
    void isProvenByContracts() {
        // snippet: softdelete-contracts
        assertNoPhysicalDelete(factory, () -> transactions.run(em -> em.remove(em.find(Post.class, other))));

        assertDeleteRestoreRoundTrip(factory, Post.class, id); // every table is as it was, join rows too
        // end
    }
}
