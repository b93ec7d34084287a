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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class of persistence code: it runs on real databases, once per engine, and each test leaves its database as it found it.
 *
 * <p>Test methods, {@code @BeforeEach} and {@code @AfterEach} methods have as parameters what they ask for by type:
 *
 * <ul>
 *   <li>{@code EntityManagerFactory}, {@code SessionFactory}, {@code DataSource}: of the unit under test;
 *   <li>{@link dev.ashlar.core.transaction.Transactions}: the same factory's;
 *   <li>{@code EntityManager}, {@code Session}: one and the same for a test, closed at its end; {@code StatelessSession}. No transaction
 *       is begun on them: the code under test begins and commits its own;
 *   <li>{@link SqlLog}: what was executed since the test method began; {@link Fixtures}; {@link TestTime}; {@link Engine}.
 * </ul>
 *
 * <p>Constructors, {@code @BeforeAll} and {@code @AfterAll} methods have the same but sessions. What {@code @BeforeAll} writes is there for
 * all tests of the class, and gone after the last.
 *
 * <p>A database and its factory are built once per JVM for each combination of entities, settings and engine; test classes that run in
 * parallel each have one of their own. The tests of one class, nested ones included, run one after the other.
 *
 * <p>What the annotation leaves open is read from JUnit's configuration parameters, so from a system property, Surefire's
 * {@code configurationParameters} or {@code junit-platform.properties}:
 *
 * <table>
 *   <caption>Configuration parameters</caption>
 *   <tr><th>name</th><th>value</th></tr>
 *   <tr><td>{@value #DATABASE}</td><td>engines, separated by commas: {@code h2,postgresql}; without it H2</td></tr>
 *   <tr><td>{@value #URL}, {@value #USER}, {@value #PASSWORD}</td><td>a database to use instead</td></tr>
 *   <tr><td>{@value #ISOLATION}</td><td>one of {@link TestIsolation}, in any case; without it {@code rollback}</td></tr>
 *   <tr><td>{@value #FAIL_ON_N_PLUS_ONE}</td><td>{@code true} or {@code false}</td></tr>
 * </table>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(PersistenceExtension.class)
@ResourceLock(providers = OneTestAtATime.class)
@SuppressWarnings("exports") // JUnit makes them by reflection, nobody else needs them
public @interface PersistenceTest {

    /** Configuration parameter: the engines of a test that names none. */
    String DATABASE = "ashlar.testkit.database";

    /** Configuration parameter: the JDBC URL of a test that names neither an engine nor a URL. */
    String URL = "ashlar.testkit.url";

    /** Configuration parameter: the user for the URL. */
    String USER = "ashlar.testkit.user";

    /** Configuration parameter: the password for the URL. */
    String PASSWORD = "ashlar.testkit.password";

    /** Configuration parameter: the isolation of a test that names none. */
    String ISOLATION = "ashlar.testkit.isolation";

    /** Configuration parameter: whether an N+1 fails the test that triggers it. */
    String FAIL_ON_N_PLUS_ONE = "ashlar.testkit.fail_on_n_plus_one";

    /** The managed classes: entities, embeddables, mapped superclasses, converters. Either these or a {@link #unit}. */
    Class<?>[] entities() default {};

    /** The name of a unit of {@code META-INF/persistence.xml}; its data source is replaced. */
    String unit() default "";

    /** The engines: the class runs once on each, reported by its name. */
    Engine[] database() default {};

    /**
     * The JDBC URL of a database that is there already, empty unless the schema action is set to {@code none}. {@code ${name}} stands for
     * a system property, for a container that a test starts. Tests on one URL run one after the other.
     */
    String url() default "";

    /** The user for the URL. */
    String user() default "";

    /** The password for the URL. */
    String password() default "";

    /** How what a test wrote is taken back; none stands for the default, {@link TestIsolation#ROLLBACK}. One at most. */
    TestIsolation[] isolation() default {};

    /** Settings of the persistence unit, each {@code name=value}. They win over those of the testkit. */
    String[] settings() default {};

    /** Makes the schema before the factory is built, by migrations for example; the factory then makes none itself. */
    Class<? extends DatabaseSetup>[] setup() default {};

    /** Whether a test fails that triggers an N+1, see {@link SqlLogAssert#hasNoNPlusOne}. */
    boolean failOnNPlusOne() default false;
}
