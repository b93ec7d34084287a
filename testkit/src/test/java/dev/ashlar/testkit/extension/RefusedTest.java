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
package dev.ashlar.testkit.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.DatabaseSetup;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.TestIsolation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each configuration that cannot be run is told in one exception, with what to do; nothing hangs. */
@Timeout(60)
class RefusedTest {

    private static String refusal(Map<String, String> parameters, Class<?> sample) {
        List<Throwable> failures = Runs.failures(Runs.with(parameters, sample));
        assertThat(failures).isNotEmpty();
        Throwable failure = failures.get(0);
        while (!(failure instanceof PersistenceTestException) && failure.getCause() != null) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(PersistenceTestException.class);
        return failure.getMessage();
    }

    private static String refusal(Class<?> sample) {
        return refusal(Map.of(), sample);
    }

    @PersistenceTest
    static class NoEntities {
        @Test
        void aTest() {}
    }

    @Test
    void noEntities() {
        assertThat(refusal(NoEntities.class))
                .contains("@PersistenceTest cannot be run: test=" + NoEntities.class.getName())
                .contains("It needs either entities or a unit: entities=0 unit=[]. Name the classes");
    }

    @PersistenceTest(entities = Author.class, unit = "blog")
    static class EntitiesAndUnit {
        @Test
        void aTest() {}
    }

    @Test
    void entitiesAndAUnit() {
        assertThat(refusal(EntitiesAndUnit.class))
                .contains("It needs either entities or a unit: entities=1 unit=[blog]");
    }

    @PersistenceTest(
            entities = {Author.class, String.class},
            settings = "hibernate.show_sql",
            database = Engine.H2,
            url = "jdbc:h2:mem:x",
            isolation = {TestIsolation.CLONE, TestIsolation.TRUNCATE})
    static class ManyProblems {
        @Test
        void aTest() {}
    }

    @Test
    void allProblemsAtOnce() {
        assertThat(refusal(ManyProblems.class))
                .contains("Classes are not mapped: classes=[java.lang.String]. Annotate them with @Entity")
                .contains("A setting is no name=value: setting=[hibernate.show_sql]")
                .contains("It names an engine and a URL: database=[H2] url=jdbc:h2:mem:x")
                .contains("It names more than one isolation: isolation=[CLONE, TRUNCATE]");
    }

    @PersistenceTest(entities = Book.class)
    static class Incomplete {
        @Test
        void aTest() {}
    }

    @Test
    void anEntityWhoseAssociationIsNoEntityOfTheUnit() {
        assertThat(refusal(Incomplete.class))
                .contains("The persistence unit could not be built: entities=[Book] database=H2");
    }

    @PersistenceTest(unit = "no such unit")
    static class UnknownUnit {
        @Test
        void aTest() {}
    }

    @Test
    void aUnitThatIsNotThere() {
        assertThat(refusal(UnknownUnit.class))
                .contains("The persistence unit could not be built: unit=no such unit database=H2");
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Plain {
        @Test
        void aTest() {}
    }

    @Test
    void configurationParametersThatMeanNothing() {
        assertThat(refusal(
                        Map.of(PersistenceTest.DATABASE, "h2,oracle", PersistenceTest.ISOLATION, "none"), Plain.class))
                .contains(
                        "A configuration parameter has an unknown value: ashlar.testkit.database=[oracle]. It is one of"
                                + " [H2, POSTGRESQL, MARIADB], in any case.")
                .contains("ashlar.testkit.isolation=[none]. It is one of [ROLLBACK, DIRTY_TABLES, CLONE, TRUNCATE]");
    }

    @Test
    void aUrlThatNobodyHasADriverFor() {
        assertThat(refusal(Map.of(PersistenceTest.URL, "jdbc:nothing://127.0.0.1/x"), Plain.class))
                .contains(
                        "The database cannot be connected to: url=jdbc:nothing://127.0.0.1/x user=[]. Start it and put"
                                + " its driver on the class path");
    }

    @Test
    void aUrlWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/x?password=secret";
        assertThat(refusal(Map.of(PersistenceTest.URL, url), Plain.class))
                .contains("The database cannot be connected to: url=jdbc:postgresql://127.0.0.1:" + port
                        + "/x?password=*** user=[]")
                .doesNotContain("secret");
    }

    @Test
    void aUrlWhereSomebodyListensAndNeverAnswers() throws IOException {
        long start = System.nanoTime();
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/x";
            assertThat(refusal(Map.of(PersistenceTest.URL, url), Plain.class))
                    .contains("The database does not answer within 15 s: url=" + url);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            url = "${ashlar.test.no.such.property}")
    static class UnsetProperty {
        @Test
        void aTest() {}
    }

    @Test
    void aUrlWithASystemPropertyThatIsNotSet() {
        assertThat(refusal(UnsetProperty.class))
                .contains("A system property is not set: property=ashlar.test.no.such.property");
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            isolation = TestIsolation.CLONE)
    static class CloneOnH2 {
        @Test
        void aTest() {}
    }

    @Test
    void anIsolationThatTheEngineCannotGive() {
        assertThat(refusal(CloneOnH2.class)).contains("CLONE").contains("H2").contains("ROLLBACK");
    }

    static class FailingSetup implements DatabaseSetup {
        @Override
        public void setUp(DataSource dataSource) throws IOException {
            throw new IOException("no migrations today");
        }
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            setup = FailingSetup.class)
    static class SetupFails {
        @Test
        void aTest() {}
    }

    @Test
    void aSetupThatFails() {
        assertThat(refusal(SetupFails.class))
                .contains("The set-up of the database failed: setup=" + FailingSetup.class.getName() + " database=H2");
    }
}
