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
package dev.ashlar.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Type;
import org.hibernate.envers.Audited;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the boot refuses, and what it warns of. */
class AuditBootTest {

    private static List<String> problems(Map<String, Object> settings, Class<?>... entities) {
        return problems(Engine.H2, settings, entities);
    }

    private static List<String> problems(Engine engine, Map<String, Object> settings, Class<?>... entities) {
        try (Database database = engine.open()) {
            TestUnit unit = TestUnit.of(database, entities);
            settings.forEach(unit::with);
            Throwable thrown = catchThrowable(() -> unit.open().close());
            Throwable first = thrown;
            while (thrown != null && !(thrown instanceof ConfigurationException)) {
                thrown = thrown.getCause();
            }
            if (first != null && thrown == null) {
                throw new AssertionError("Refused for something else", first);
            }
            return thrown == null ? List.of() : ((ConfigurationException) thrown).problems();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void refusesAttributesWhoseValuesHaveNoText(Engine engine) {
        assertThat(problems(engine, Map.of(), Unloggable.class, Label.class))
                .containsExactlyInAnyOrder(
                        refused(".blob type=java.sql.Blob"),
                        refused(".clob type=java.sql.Clob"),
                        refused(".shape type=" + Shape.class.getName()),
                        refused(".shapes type=" + Shape.class.getName()),
                        refused(".part type=" + Shape.class.getName()));
    }

    private static String refused(String attribute) {
        return "Values of a logged attribute have no text: attribute=" + Unloggable.class.getName() + attribute
                + ". Put @NotLogged on it, give it a converter to a type that has one, or let its UserType be an"
                + " EnhancedUserType.";
    }

    @Test
    void bootsWithSuchAttributesThatAreNotLogged() {
        assertThat(problems(Map.of(), Excused.class)).isEmpty();
    }

    @Test
    void refusesAMaskOnAnIdentifier() {
        assertThat(problems(Map.of(), MaskedId.class, MaskedPart.class))
                .hasSize(2)
                .allMatch(problem -> problem.startsWith(
                        "An identifier cannot be kept from the log, which names records by it: attribute="))
                .anyMatch(problem -> problem.contains(MaskedId.class.getName() + ".id."))
                .anyMatch(problem -> problem.contains(MaskedPart.class.getName() + ".letter."));
    }

    @Test
    void refusesWrongSettingsAllAtOnce() {
        assertThat(problems(
                        Map.of(
                                AuditSettings.LOG_ALL,
                                "yes",
                                AuditSettings.ON_FAILURE,
                                "ignore",
                                AuditSettings.MAX_TEXT,
                                "99",
                                AuditSettings.STATELESS_OLD_VALUES,
                                "1",
                                AuditSettings.INDEXES,
                                "actor,colour",
                                AuditSettings.PARTITIONS,
                                "weekly",
                                "ashlar.audit.max_txt",
                                "100"),
                        Label.class))
                .hasSize(7)
                .contains(
                        "A setting has an unknown value: ashlar.audit.log_all=[yes] known=[false, true]. Write one of"
                                + " them.",
                        "A setting has an unknown value: ashlar.audit.on_failure=[ignore] known=[fail, log]. Write one"
                                + " of them.",
                        "A setting is not a number in its range: ashlar.audit.max_text=[99] range=100..1000000. Write a"
                                + " whole number of characters.",
                        "A setting has an unknown value: ashlar.audit.stateless_old_values=[1] known=[true, false]."
                                + " Write one of them.",
                        "A setting names an unknown index: ashlar.audit.indexes=[actor,colour] unknown=colour. Use"
                                + " names of [action, actor, created_at, request_id, tenant], separated by commas.",
                        "A setting has an unknown value: ashlar.audit.partitions=[weekly] known=[none, monthly]. Write"
                                + " one of them.")
                .anyMatch(problem -> problem.contains("ashlar.audit.max_txt"));
    }

    @Test
    void refusesMonthsOnAnotherEngine() {
        assertThat(problems(Map.of(AuditSettings.PARTITIONS, "monthly"), Label.class))
                .containsExactly("The log can be divided by month on PostgreSQL only: ashlar.audit.partitions=[monthly]"
                        + " dialect=H2Dialect. Remove the setting, and purge by AuditLogs.of(factory).purge().");
    }

    @Test
    void warnsOfEntitiesThatAreAuditedTwice() {
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        List<String> warnings = new ArrayList<>();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try (Database database = Engine.H2.open();
                SessionFactory factory = TestUnit.of(
                                database, Label.class, EnversToo.class, EnversInPart.class, HibernateToo.class)
                        .open()) {
            warnings.addAll(AuditLogs.of(factory).warnings());
        } finally {
            System.setErr(err);
        }

        assertThat(warnings)
                .containsExactly(
                        "An entity is audited twice: entity=" + EnversInPart.class.getName()
                                + " by=[AuditLogged, org.hibernate.envers.Audited]. Each change is written to both"
                                + " histories; remove one of them, or keep Envers's until its readers have moved.",
                        "An entity is audited twice: entity=" + EnversToo.class.getName()
                                + " by=[AuditLogged, org.hibernate.envers.Audited]. Each change is written to both"
                                + " histories; remove one of them, or keep Envers's until its readers have moved.",
                        "An entity is audited twice: entity=" + HibernateToo.class.getName()
                                + " by=[AuditLogged, org.hibernate.annotations.Audited]. Each change is written to both"
                                + " histories; remove one of them, or keep Hibernate's until its readers have moved.");
        assertThat(told.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("audited twice")))
                .hasSize(3)
                .allMatch(line -> line.contains("WARN dev.ashlar.audit"));
    }

    @Test
    void refusesTasksWhereNothingIsLogged() {
        try (Database database = Engine.H2.open();
                SessionFactory factory =
                        TestUnit.of(database, AuditSchemaTest.Plain.class).open()) {
            assertThatThrownBy(() -> AuditLogs.of(factory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Nothing is logged in the persistence unit: unit=")
                    .hasMessageEndingWith("Put @AuditLogged on an entity.");
            factory.inSession(session ->
                    assertThatThrownBy(() -> AuditLogs.in(session)).isInstanceOf(IllegalArgumentException.class));
        }
    }

    @Test
    void refusesPartitionsOfATableThatHasNone() {
        try (Database database = Engine.H2.open();
                SessionFactory factory = TestUnit.of(database, Label.class).open()) {
            assertThatThrownBy(() -> AuditLogs.of(factory).partitions())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The log is not divided by month: ashlar.audit.partitions=[none]. Set it to monthly, on"
                            + " PostgreSQL.");
        }
    }

    @Entity
    @AuditLogged
    static class Unloggable {

        @Id
        Long id;

        Blob blob;

        Clob clob;

        @Type(ShapeType.class)
        Shape shape;

        @ElementCollection
        @Type(ShapeType.class)
        List<Shape> shapes = new ArrayList<>();

        Part part;

        @Embeddable
        static class Part {

            @Type(ShapeType.class)
            Shape outline;
        }
    }

    @Entity
    @AuditLogged
    static class Excused {

        @Id
        Long id;

        @NotLogged
        Blob blob;

        @NotLogged
        @Type(ShapeType.class)
        Shape shape;
    }

    @Entity
    @AuditLogged
    static class MaskedId {

        @Id
        @Masked
        Long id;
    }

    @Entity
    @AuditLogged
    static class MaskedPart {

        @EmbeddedId
        Key id;

        @Embeddable
        record Key(int number, @Masked String letter) {}
    }

    @Entity
    @AuditLogged
    @Audited
    static class EnversToo {

        @Id
        Long id;
    }

    @Entity
    @AuditLogged
    static class EnversInPart {

        @Id
        Long id;

        @Audited
        String name;
    }

    @Entity
    @AuditLogged
    @org.hibernate.annotations.Audited
    static class HibernateToo {

        @Id
        Long id;

        String name;
    }

    record Shape(int corners) implements Serializable {}

    /** Has no text for its values. */
    public static final class ShapeType implements UserType<Shape> {

        @Override
        public int getSqlType() {
            return Types.INTEGER;
        }

        @Override
        public Class<Shape> returnedClass() {
            return Shape.class;
        }

        @Override
        public Shape nullSafeGet(ResultSet rs, int position, WrapperOptions options) throws SQLException {
            return new Shape(rs.getInt(position));
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Shape value, int position, WrapperOptions options)
                throws SQLException {
            statement.setInt(position, value == null ? 0 : value.corners());
        }

        @Override
        public Shape deepCopy(Shape value) {
            return value;
        }

        @Override
        public boolean isMutable() {
            return false;
        }
    }
}
