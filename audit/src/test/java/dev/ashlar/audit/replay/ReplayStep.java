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
import java.util.List;
import java.util.Random;

/**
 * A step of a {@link ReplayRun}.
 *
 * @param kind what to do; left out where it makes no sense
 * @param seed what chance decides within it
 */
record ReplayStep(Kind kind, long seed) {

    private static final int FIRST = 10;
    private static final int SHORTEST = 80;

    enum Kind {
        CREATE_THING(6, Actions::createThing),
        CREATE_PERSON(4, Actions::createPerson),
        CREATE_OTHER(6, Actions::createOther),
        BASIC(7, Actions::changeBasic),
        EMBEDDED(5, Actions::changeEmbedded),
        OWNER(5, Actions::changeOwner),
        SECONDARY(5, Actions::changeSecondary),
        WORDS(5, Actions::changeWords),
        LINES(5, Actions::changeLines),
        MARKS(5, Actions::changeMarks),
        PRICES(5, Actions::changePrices),
        SPOTS(5, Actions::changeSpots),
        PEOPLE(6, Actions::changePeople),
        PARTS(6, Actions::changeParts),
        /** A collection by another one, without loading it. */
        REPLACE(6, Actions::replaceCollection),
        OTHER(6, Actions::changeOther),
        /** Changed, flushed, and changed back. */
        BACK(4, Actions::changeAndBack),
        /** Inserted, flushed, and deleted. */
        INSERT_DELETE(5, Actions::insertAndDelete),
        MERGE(5, Actions::merge),
        DELETE_THING(6, Actions::deleteThing),
        DELETE_OTHER(6, Actions::deleteOther),
        BULK_UPDATE(8, Actions::bulkUpdate),
        BULK_DELETE(24, Actions::bulkDelete),
        FLUSH(4, null),
        CLEAR(5, null),
        /** A change that a synchronization flushes while the transaction commits. */
        LATE(5, null),
        COMMIT(8, null),
        /** And on with the same session. */
        ROLLBACK(4, null),
        NESTED(5, null),
        NESTED_ROLLBACK(5, null),
        STATELESS_INSERT(5, null),
        STATELESS_UPDATE(6, null),
        STATELESS_UPSERT(5, null),
        STATELESS_DELETE(8, null);

        private final int weight;
        final Action action;

        Kind(int weight, Action action) {
            this.weight = weight;
            this.action = action;
        }

        boolean isStateless() {
            return name().startsWith("STATELESS");
        }
    }

    /** What a step does in a session. */
    interface Action {
        /** Answers whether there was something to do. */
        boolean run(Actions actions);
    }

    /** Builds a graph, and goes on at random. */
    static List<ReplayStep> sequence(Random random) {
        List<ReplayStep> steps = new ArrayList<>();
        for (int i = 0; i < FIRST; i++) {
            Kind kind = i % 3 == 0 ? Kind.CREATE_PERSON : i % 3 == 1 ? Kind.CREATE_THING : Kind.CREATE_OTHER;
            steps.add(new ReplayStep(kind, random.nextLong()));
        }
        steps.add(new ReplayStep(Kind.COMMIT, 0));
        int weights = 0;
        for (Kind kind : Kind.values()) {
            weights += kind.weight;
        }
        int length = SHORTEST + random.nextInt(30);
        while (steps.size() < length) {
            int at = random.nextInt(weights);
            int kind = 0;
            while (at >= Kind.values()[kind].weight) {
                at -= Kind.values()[kind++].weight;
            }
            steps.add(new ReplayStep(Kind.values()[kind], random.nextLong()));
        }
        return steps;
    }

    @Override
    public String toString() {
        return kind + " " + seed;
    }
}
