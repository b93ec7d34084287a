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

import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedAttribute;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.YesNoConverter;
import org.junit.jupiter.api.Test;

/** Every basic type has a text in the log, and can be had from it again. */
@PersistenceTest(entities = BasicValuesTest.Basics.class, isolation = TestIsolation.TRUNCATE)
class BasicValuesTest {

    private final SessionFactory factory;

    BasicValuesTest(SessionFactory factory) {
        this.factory = factory;
    }

    enum Colour {
        RED,
        GREEN
    }

    @Entity(name = "Basics")
    @AuditLogged
    static class Basics {
        @Id
        Long id = 1L;

        byte tiny = -3;
        short small = 300;
        int medium = Integer.MIN_VALUE;
        long large = Long.MAX_VALUE;
        float single = 1.1f;
        double twice = 1e-7;
        boolean truth = true;
        char letter = 'ß';
        Character quote = '"';
        String text = "a\u0001\"\\\n\t\ud83d\ude00é";

        @Column(precision = 38)
        BigInteger huge = new BigInteger("12345678901234567890123456789");

        @Column(precision = 38, scale = 10)
        BigDecimal exact = new BigDecimal("1234567890123456789.0123456789");

        UUID uuid = new UUID(1, 2);
        Colour ordinal = Colour.GREEN;

        @Enumerated(EnumType.STRING)
        Colour named = Colour.RED;

        @Convert(converter = YesNoConverter.class)
        Boolean yes = true;

        LocalDate localDate = LocalDate.of(2024, 2, 29);
        LocalTime dayTime = LocalTime.of(23, 59, 58);
        LocalDateTime localDateTime = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_789_000);
        Instant instant = Instant.parse("2024-02-29T01:02:03.456789Z");
        OffsetDateTime withOffset = OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneOffset.ofHours(2));
        ZonedDateTime withZone = ZonedDateTime.parse("2024-02-29T01:02:03+01:00[Europe/Brussels]");
        Year leap = Year.of(2024);
        Duration duration = Duration.ofSeconds(3, 5_000);

        Date utilDate = new Date(1_700_000_000_123L);

        Calendar calendar = calendar();

        java.sql.Date sqlDate = java.sql.Date.valueOf("2024-02-29");
        Locale locale = Locale.CANADA_FRENCH;
        Currency currency = Currency.getInstance("CHF");
        TimeZone timeZone = TimeZone.getTimeZone("Asia/Colombo");
        URL url = url();
        Class<?> javaType = String.class;
        char[] letters = {'a', 'b'};
        String[] words = {"a", null, "\"c\""};
        List<Integer> numbers = List.of(3, 1, 2);
        Colour[] colours = {Colour.GREEN, Colour.RED};
        UUID[] uuids = {new UUID(3, 4)};

        private static Calendar calendar() {
            Calendar calendar = Calendar.getInstance();
            calendar.setTimeInMillis(1_700_000_000_123L);
            return calendar;
        }

        private static URL url() {
            try {
                return new java.net.URI("http://localhost/a?b=c").toURL();
            } catch (java.net.URISyntaxException | java.net.MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void canBeHadAgainFromTheLog() {
        Basics stored = new Basics();
        factory.inTransaction(session -> session.persist(stored));
        AuditLog row = LogReader.log(factory).get(0);
        LoggedEntity entity = AuditModel.of((SessionFactoryImplementor) factory)
                .find(Basics.class.getName())
                .orElseThrow();
        Map<String, Object> wrong = new LinkedHashMap<>();
        factory.inTransaction(session -> {
            for (LoggedAttribute attribute : entity.attributes()) {
                Object was = entity.persister().getValue(stored, attribute.index());
                Object read = row.newValues().get(attribute.name());
                Object again = attribute.type().thaw(read, (SharedSessionContractImplementor) session);
                if (!attribute.type().isSame(was, again)
                        || !was.getClass().isInstance(again) && !(was instanceof List)) {
                    wrong.put(attribute.name(), was + " -> " + read + " -> " + again);
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(entity.attributes()).hasSize(37);
    }

    @Test
    void areToldOnlyWhenTheyChanged() {
        factory.inTransaction(session -> session.persist(new Basics()));
        factory.inTransaction(session -> session.find(Basics.class, 1L).tiny = 4);
        assertThat(LogReader.log(factory).get(1).changedFields()).containsExactly("tiny");
        factory.inStatelessTransaction(session -> {
            Basics basics = session.get(Basics.class, 1L);
            basics.letters[0] = 'x';
            session.update(basics);
        });
        assertThat(LogReader.log(factory).get(2).changedFields()).containsExactly("letters");
    }
}
