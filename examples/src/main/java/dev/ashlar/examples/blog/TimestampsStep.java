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

import dev.ashlar.core.transaction.Transactions;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Times that nobody assigns. */
final class TimestampsStep implements Step {

    /** The two times of a row. */
    private record Times(
            @Nullable Instant created, @Nullable Instant updated) {

        boolean equal() {
            return created != null && created.equals(updated);
        }

        boolean movedFrom(Times before) {
            return Objects.equals(created, before.created)
                    && updated != null
                    && updated.isAfter(Objects.requireNonNull(before.updated));
        }
    }

    @Override
    public String heading() {
        return "Timestamps";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        SessionFactory factory = unit.factory();
        Transactions transactions = unit.transactions();
        User user = new User("dora of step 3", "dora@example.org"); // no name that an imported author has

        transactions.run(em -> em.persist(user));
        Times inserted = read(factory, user);
        console.line("Session, insert             created=%s equals updated: %s", inserted.created, inserted.equal());

        transactions.run(em -> em.find(User.class, user.getId()).changeEmail("dora@example.com"));
        Times updated = read(factory, user);
        tell(console, "Session, update", inserted, updated);

        transactions.stateless().run(session -> {
            User row = session.get(User.class, user.getId());
            row.changeEmail("dora@example.net");
            session.update(row);
        });
        tell(console, "StatelessSession, update", updated, read(factory, user));

        transactions.stateless().run(session -> session.upsert(new Profile(user, "Cuts stones")));
        Times upserted = readProfile(factory, user);
        console.line("upsert, which inserts       created=%s equals updated: %s", upserted.created, upserted.equal());

        transactions.stateless().run(session -> session.upsert(new Profile(user, "Cuts and sells stones")));
        tell(console, "upsert, which updates", upserted, readProfile(factory, user));
    }

    private static void tell(Console console, String what, Times before, Times after) {
        console.line("%-27s updated=%s moved, created stayed: %s", what, after.updated, after.movedFrom(before));
    }

    private static Times read(SessionFactory factory, User user) {
        User row = factory.fromStatelessSession(session -> session.get(User.class, user.getId()));
        return new Times(row.getCreatedAt(), row.getUpdatedAt());
    }

    private static Times readProfile(SessionFactory factory, User user) {
        Profile row = factory.fromStatelessSession(session -> session.get(Profile.class, user.getId()));
        return new Times(row.getCreatedAt(), row.getUpdatedAt());
    }
}
