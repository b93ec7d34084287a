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
package dev.ashlar.benchmarks;

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestReporter;

/** A test that writes three of a hundred tables, again and again. Subclasses say how it is taken back. */
abstract class ThreeTablesTest {

    static final int REPETITIONS = 20;

    /** Under this name it reports the nanoseconds of the test itself, so that what stands around it can be told from it. */
    static final String OWN_TIME = "own time";

    @RepeatedTest(REPETITIONS)
    void writesThreeTables(EntityManagerFactory factory, TestReporter reporter) {
        long start = System.nanoTime();
        write(factory);
        long end = System.nanoTime();
        reporter.publishEntry(OWN_TIME, Long.toString(end - start));
    }

    void write(EntityManagerFactory factory) {
        factory.runInTransaction(HundredTables::writeThree);
    }
}
