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
package dev.ashlar.core.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A step of a {@link ModelRun}.
 *
 * @param kind what to do; left out where it makes no sense
 * @param pick on which of the candidates: modulo their number
 * @param value with what
 */
record ModelStep(Kind kind, int pick, int value) {

    enum Kind {
        /** A new account; its name may be taken. */
        PERSIST(11),
        PERSIST_BASKET(9),
        /** An instance again whose block was rolled back. */
        PERSIST_AGAIN(7),
        CHANGE(8),
        /** And flush. */
        RENAME(6),
        REMOVE(6),
        CHANGE_BASKET(10),
        REMOVE_BASKET(7),
        ADD_ENTRY(14),
        REMOVE_ENTRY(14),
        READ_ENTRIES(5),
        BULK_UPDATE(4),
        BULK_DELETE(3),
        FIND(4),
        REFRESH(8),
        QUERY(4),
        FLUSH(4),
        CLEAR(3),
        /** Catch a failed flush, and go on. */
        SWALLOW(4),
        MARK(3),
        HOOK(6),
        NESTED_EACH(4),
        /** A nested block; whether its failure is caught. */
        BEGIN(20),
        /** The end of the innermost nested block. */
        END(8),
        /** The same by an exception. */
        THROW(4),
        /** The end of the transaction. */
        COMMIT(6),
        /** An exception that nobody catches. */
        FAIL(3),
        /** In a session that waits for a nested block, as the other two. */
        FIND_SUSPENDED(7),
        CHANGE_SUSPENDED(14),
        REFRESH_SUSPENDED(9);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    static List<ModelStep> sequence(Random random) {
        int weights = 0;
        for (Kind kind : Kind.values()) {
            weights += kind.weight;
        }
        int length = 190 + random.nextInt(60);
        List<ModelStep> steps = new ArrayList<>(length);
        while (steps.size() < length) {
            int at = random.nextInt(weights);
            int kind = 0;
            while (at >= Kind.values()[kind].weight) {
                at -= Kind.values()[kind++].weight;
            }
            steps.add(new ModelStep(Kind.values()[kind], random.nextInt(1_000), random.nextInt(1_000)));
        }
        return steps;
    }

    @Override
    public String toString() {
        return kind + " " + pick + " " + value;
    }
}
