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
package dev.ashlar.testkit;

/** How what a test wrote is taken back, so that the next one finds the database as it was. */
public enum TestIsolation {
    /**
     * All connections share one physical one, whose transaction is rolled back at the end of the test. What the code under test
     * commits is released from a savepoint: it may begin, commit and nest transactions of its own, from several threads, and
     * its hooks run. The default, and the fastest.
     */
    ROLLBACK,
    /** Everything is committed for real; at the end of the test the rows of the tables that it wrote are deleted. */
    DIRTY_TABLES,
    /** Each test has a database of its own, made from a template. PostgreSQL alone. */
    CLONE,
    /** Everything is committed for real; at the end of the test every mapped table is truncated. */
    TRUNCATE
}
