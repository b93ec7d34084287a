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
package dev.ashlar.softdelete.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ashlar.core.transaction.Retry;
import dev.ashlar.softdelete.race.Race.Result;

/** Many rounds of a race, and how often each side won. */
final class Races {

    private int both;
    private int first;
    private int second;
    private int none;

    /** One round, with fresh rows. */
    interface Round {
        Result run(int round) throws Exception;
    }

    /** Runs them; a failure must be one that a retry takes for a conflict, or tell of a row that is gone. */
    static Races of(Round race) throws Exception {
        return of(race, Gone.class);
    }

    /** The same where a side that comes too late may fail otherwise too. */
    static Races of(Round race, Class<? extends Exception> late) throws Exception {
        Races races = new Races();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Result result;
            try {
                result = race.run(round);
            } catch (AssertionError e) {
                return fail("round=" + round, e);
            }
            result.failures().forEach(failure -> assertClear(failure, late));
            races.add(result);
        }
        return races;
    }

    private static void assertClear(Throwable failure, Class<? extends Exception> late) {
        if (!(failure instanceof Gone)
                && !late.isInstance(failure)
                && !Retry.upTo(2).isWorthwhile(failure)) {
            fail("A side failed by something else than a conflict.", failure);
        }
    }

    private void add(Result result) {
        if (result.bothWon()) {
            both++;
        } else if (result.first() == null) {
            first++;
        } else if (result.second() == null) {
            second++;
        } else {
            none++;
        }
    }

    /** Each side lost to the other sometimes; few rounds on a busy machine may not show it. */
    Races wereWonByEach() {
        if (Race.ROUNDS < 100) {
            return this;
        }
        assertThat(first).as(this::toString).isPositive();
        assertThat(second).as(this::toString).isPositive();
        return this;
    }

    /** No round was lost by both. */
    Races hadAWinner() {
        assertThat(none).as(this::toString).isZero();
        return this;
    }

    @Override
    public String toString() {
        return "both=" + both + " first=" + first + " second=" + second + " none=" + none;
    }
}
