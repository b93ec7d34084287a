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

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditTrail;
import dev.ashlar.audit.RecordState;
import dev.ashlar.audit.RevertPlan;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.softdelete.SoftDeletes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The life of a post: who did what to it and why, what it was, and a change taken back. */
final class AuditStep implements Step {

    @Override
    public String heading() {
        return "History";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        Long id = live(unit);
        List<AuditLog> changes = unit.transactions()
                .call(em -> AuditTrail.in(em).of(Post.class, id).changes());
        changes.forEach(change -> console.line(
                "%-11s by %-5s because of %-12s %s",
                change.action(),
                change.actor().orElse("nobody"),
                change.reason().orElse("nothing"),
                change.changedFields()));
        asOf(unit, console, id, changes);
        revert(unit, console, id, changes);
    }

    private static Long live(BlogUnit unit) {
        Long id = as(
                "alice",
                "a draft",
                () -> unit.transactions().call(em -> {
                    User author = new User("alice", null);
                    Post post = new Post("lintel", "The lintel", author, Instant.EPOCH);
                    em.persist(author);
                    em.persist(post);
                    return Objects.requireNonNull(post.getId());
                }));
        as(
                "bob",
                "a typo",
                () -> unit.transactions().call(em -> {
                    em.find(Post.class, id).retitle("The lintle");
                    return id;
                }));
        as(
                "carol",
                "spam",
                () -> unit.transactions().call(em -> {
                    em.remove(em.find(Post.class, id));
                    return id;
                }));
        as(
                "alice",
                "no spam",
                () -> unit.transactions().call(em -> {
                    SoftDeletes.in(em).restore(Post.class, id);
                    return id;
                }));
        return id;
    }

    private static <T> T as(String actor, String reason, Supplier<T> work) {
        return ChangeContext.of(Actor.user(actor)).reason(reason).call(work::get);
    }

    private static void asOf(BlogUnit unit, Console console, Long id, List<AuditLog> changes) {
        unit.transactions()
                .readOnly()
                .run(em -> changes.forEach(change -> {
                    RecordState state = AuditTrail.in(em).of(Post.class, id).asOf(change.createdAt());
                    console.line(
                            "after the %-11s title=%s, %s", change.action(), state.value("title"), state.presence());
                }));
    }

    private static void revert(BlogUnit unit, Console console, Long id, List<AuditLog> changes) {
        AuditLog typo = changes.stream()
                .filter(change -> change.action() == AuditAction.UPDATE)
                .findFirst()
                .orElseThrow();
        as(
                "dave",
                "typo",
                () -> unit.transactions().call(em -> {
                    RevertPlan plan = AuditTrail.in(em).revert(typo).apply();
                    console.line(
                            "reverted rows=%d conflicts=%d",
                            plan.steps().size(), plan.conflicts().size());
                    return plan;
                }));
        unit.transactions().readOnly().run(em -> {
            AuditLog last = AuditTrail.in(em).by("dave").newestFirst().limit(1).get(0);
            console.line(
                    "%s by dave: title=%s, which takes back the row of bob=%s",
                    last.action(),
                    last.newValues().get("title"),
                    last.revertedId().equals(Optional.of(typo.id())));
            Post post = em.find(Post.class, id);
            console.line("columns  created by %s, updated by %s", post.createdBy(), post.updatedBy());
        });
    }
}
