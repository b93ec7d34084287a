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
package dev.ashlar.examples.blog;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.softdelete.PhysicalDeleteException;
import dev.ashlar.softdelete.PurgeReport;
import dev.ashlar.softdelete.RestorePlan;
import dev.ashlar.softdelete.SoftDeletes;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A post is removed with its comments, shown, restored, and purged. */
final class DeletionStep implements Step {

    private static final String SLUG = "keystone";

    @Override
    public String heading() {
        return "Soft delete";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        Long id = write(unit);
        remove(unit, id);
        counts(unit, console, "removed");
        unit.transactions()
                .run(em -> SoftDeletes.in(em).onlyDeleted(() -> {
                    List<Comment> comments =
                            em.createQuery("from Comment", Comment.class).getResultList();
                    Post post = comments.get(0).post();
                    console.line(
                            "in the bin %d comments of %s, which %s removed too=%s",
                            comments.size(), post.slug(), post.deletedBy(), post.isDeleted());
                }));
        restore(unit, console, id);
        counts(unit, console, "restored");
        refuse(unit, console);
        remove(unit, id);
        purge(unit, console, id);
    }

    private static Long write(BlogUnit unit) {
        return unit.transactions().call(em -> {
            User author = new User("mason", null);
            Post post = new Post(SLUG, "The keystone", author, Instant.EPOCH);
            post.comment("It holds.");
            post.comment("So far.");
            em.persist(author);
            em.persist(post);
            return Objects.requireNonNull(post.getId());
        });
    }

    private static void remove(BlogUnit unit, Long id) {
        ChangeContext.of(Actor.user("alice"))
                .run(() -> unit.transactions().run(em -> em.remove(em.find(Post.class, id))));
    }

    private static void counts(BlogUnit unit, Console console, String when) {
        unit.transactions().readOnly().run(em -> {
            String all = SoftDeletes.in(em).withDeleted(() -> rows(em));
            console.line("%-10s live %s  with deleted %s", when, rows(em), all);
        });
    }

    private static String rows(EntityManager em) {
        return "posts=" + count(em, "from Post where slug = '" + SLUG + "'") + " comments=" + count(em, "from Comment");
    }

    private static long count(EntityManager em, String query) {
        return em.createQuery("select count(*) " + query, Long.class).getSingleResult();
    }

    private static void restore(BlogUnit unit, Console console, Long id) {
        unit.transactions().run(em -> {
            UUID deletion = SoftDeletes.in(em)
                    .withDeleted(
                            () -> Objects.requireNonNull(em.find(Post.class, id).deletionId()));
            RestorePlan plan = SoftDeletes.in(em).planRestoreDeletion(deletion);
            console.line(
                    "the deletion has rows=%d, in the way stands %s",
                    plan.rows().size(), plan.obstacles());
            SoftDeletes.in(em).restoreDeletion(deletion);
        });
    }

    private static void refuse(BlogUnit unit, Console console) {
        try {
            unit.transactions().run(em -> em.createQuery("delete from Comment").executeUpdate());
        } catch (PhysicalDeleteException e) {
            console.line("a delete from Comment is refused");
        }
        int marked = unit.transactions()
                .call(em -> SoftDeletes.in(em)
                        .softDelete(em.createQuery("delete from Comment c where c.text = 'So far.'")));
        console.line("by softDelete it marks rows=%d", marked);
    }

    private static void purge(BlogUnit unit, Console console, Long id) {
        PurgeReport report = SoftDeletes.of(unit.factory()).purge(Post.class).run();
        console.line("a purge deletes rows=%d", report.total());
        List<Post> left = unit.transactions()
                .call(em -> SoftDeletes.in(em)
                        .withDeleted(() -> em.createQuery("from Post where id = :id", Post.class)
                                .setParameter("id", id)
                                .getResultList()));
        console.line("left of the post: %s", left);
    }
}
