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
package dev.ashlar.testkit.internal.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A step of a model run.
 *
 * @param kind what to do; left out where it makes no sense
 * @param connection through which connection
 * @param value with what
 */
record ModelStep(Kind kind, int connection, int value) {

    enum Kind {
        INSERT(20),
        UPDATE(10),
        DELETE(8),
        READ(12),
        /** A statement that fails. */
        FAIL(6),
        BEGIN(10),
        COMMIT(10),
        ROLLBACK(8),
        AUTO_COMMIT(4),
        SAVEPOINT(12),
        ROLLBACK_TO(20),
        RELEASE(10),
        CLOSE(4),
        /** Another thread inserts. */
        OTHER_THREAD(8),
        BEGIN_LEVEL(8),
        END_LEVEL(6);

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
        int length = 60 + random.nextInt(60);
        List<ModelStep> steps = new ArrayList<>(length);
        while (steps.size() < length) {
            int at = random.nextInt(weights);
            int kind = 0;
            while (at >= Kind.values()[kind].weight) {
                at -= Kind.values()[kind++].weight;
            }
            steps.add(new ModelStep(Kind.values()[kind], random.nextInt(3), random.nextInt(1_000)));
        }
        return steps;
    }

    @Override
    public String toString() {
        return kind + " " + connection + " " + value;
    }
}
