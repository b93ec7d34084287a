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
package dev.ashlar.audit.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** What a {@code StatelessSession} does in a transaction of its own, or without one. */
final class StatelessActions {

    private final SessionFactory factory;
    private final Values values;

    StatelessActions(SessionFactory factory, long seed) {
        this.factory = factory;
        this.values = new Values(new Random(seed));
    }

    boolean run(ReplayStep.Kind kind) {
        boolean[] did = {false};
        if (values.chance(30)) {
            try (StatelessSession session = factory.openStatelessSession()) {
                session.doWork(connection -> connection.setAutoCommit(true));
                did[0] = run(kind, session);
            }
        } else {
            factory.inStatelessTransaction(session -> did[0] = run(kind, session));
        }
        return did[0];
    }

    private boolean run(ReplayStep.Kind kind, StatelessSession session) {
        switch (kind) {
            case STATELESS_INSERT:
                insert(session);
                return true;
            case STATELESS_UPDATE:
                return update(session, false);
            case STATELESS_UPSERT:
                return values.chance(30) ? upsertNew(session) : update(session, true);
            default:
                return delete(session);
        }
    }

    private <T> T any(StatelessSession session, Class<T> type) {
        List<T> all = session.createSelectionQuery("from " + type.getName() + " e order by e.id", type)
                .getResultList();
        return all.isEmpty() ? null : values.one(all);
    }

    private void insert(StatelessSession session) {
        if (values.chance(50)) {
            Thing thing = new Thing();
            for (int i = 0; i < 9; i++) {
                values.changeBasic(thing);
            }
            thing.place = values.place();
            thing.remark = "stateless";
            thing.words.add(values.word());
            thing.lines.addAll(List.of("a", "b"));
            thing.marks.addAll(List.of(1, 1));
            session.insert(thing);
        } else {
            Part part = new Part();
            part.name = values.text();
            session.insert(part);
        }
    }

    private boolean update(StatelessSession session, boolean upsert) {
        Object changed = values.chance(60)
                ? changedThing(session)
                : values.chance(50) ? changedShape(session) : changedFee(session);
        if (changed == null) {
            return false;
        }
        if (upsert) {
            session.upsert(changed);
        } else {
            session.update(changed);
        }
        return true;
    }

    private Object changedThing(StatelessSession session) {
        Thing thing = any(session, Thing.class);
        if (thing == null) {
            return null;
        }
        values.changeBasic(thing);
        values.changeBasic(thing);
        if (values.chance(50)) {
            session.fetch(thing.words);
            thing.words.add(values.word());
        }
        if (values.chance(30)) {
            thing.lines = new ArrayList<>(List.of("other", values.word()));
        }
        if (values.chance(20)) {
            thing.prices = new HashMap<>();
        }
        if (values.chance(20)) {
            thing.people = new HashSet<>();
        }
        return thing;
    }

    private Object changedShape(StatelessSession session) {
        Shape shape = any(session, Shape.class);
        if (shape != null) {
            shape.weight = values.upTo(99);
        }
        return shape;
    }

    private Object changedFee(StatelessSession session) {
        Fee fee = any(session, Fee.class);
        if (fee != null) {
            fee.name = values.text();
        }
        return fee;
    }

    private boolean upsertNew(StatelessSession session) {
        Fee fee = values.chance(50) ? new LateFee() : new Fee();
        fee.id = values.random.nextLong(1_000_000_000_000L);
        fee.name = values.text();
        session.upsert(fee);
        return true;
    }

    private boolean delete(StatelessSession session) {
        if (values.chance(50)) {
            Shape shape = any(session, Shape.class);
            if (shape != null) {
                session.delete(shape);
            }
            return shape != null;
        }
        Thing thing = any(session, Thing.class);
        if (thing == null) {
            return false;
        }
        for (Object collection :
                List.of(thing.words, thing.lines, thing.marks, thing.prices, thing.spots, thing.people, thing.parts)) {
            session.fetch(collection);
        }
        session.delete(thing);
        return true;
    }
}
