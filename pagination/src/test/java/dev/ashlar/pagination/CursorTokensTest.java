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
package dev.ashlar.pagination;

import static dev.ashlar.pagination.Sort.asc;
import static dev.ashlar.pagination.Sort.desc;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.pagination.internal.Fingerprint;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Cursors as text. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class, Sample.class})
class CursorTokensTest {

    static final byte[] SECRET = "a secret of thirty-two characters".getBytes(UTF_8);
    private static final byte[] OLD_SECRET = "an old one of thirty-two letters!".getBytes(UTF_8);
    private static final CursorTokens TOKENS = CursorTokens.signedBy("k1", SECRET);
    private static final Pagination<Author> AUTHORS =
            Pagination.of("from Author a where a.id > :min", Author.class).parameter("min", 0L);

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
        em.getTransaction().begin();
        for (int i = 0; i < 8; i++) {
            em.persist(new Sample(i));
        }
        em.getTransaction().commit();
        em.clear();
    }

    private static Pages<Author> byName(EntityManager em) {
        return AUTHORS.sort(asc("name").nullsLast()).in(em);
    }

    private static Cursor next(Pages<?> pages) {
        return pages.first(2).next().orElseThrow();
    }

    private static Cursor cursor(@Nullable Object... keys) {
        return new Cursor(Fingerprint.ofDigest(new byte[Fingerprint.LENGTH]), Arrays.asList(keys), true, false);
    }

    private static byte[] bytes(String token) {
        return Base64.getUrlDecoder().decode(token);
    }

    @Nested
    class RoundTrip {

        @Test
        void keepsEveryTypeWithAllItsDigits() {
            @Nullable
            Object[] values = {
                null,
                true,
                false,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                BigInteger.TWO.pow(200).negate(),
                BigInteger.ZERO,
                new BigDecimal("1.2300"),
                new BigDecimal("-12345678901234567890.12345678901234567890"),
                new BigDecimal("1E+30"),
                '\ud800',
                'x',
                "",
                "caf\u00e9 \ud83d\ude00 \u0000 '",
                new UUID(Long.MIN_VALUE, -1),
                Instant.MIN,
                Instant.MAX,
                Instant.parse("2026-11-24T17:03:49.123456789Z"),
                LocalDate.MIN,
                LocalDate.of(2024, 2, 29),
                LocalTime.MAX,
                LocalDateTime.MAX,
                OffsetDateTime.MIN,
                OffsetDateTime.of(LocalDateTime.MAX, ZoneOffset.ofHoursMinutesSeconds(-5, -30, -15)),
                OffsetTime.MAX,
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 1, ZoneId.of("Europe/Berlin"))
                        .withLaterOffsetAtOverlap(),
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 1, ZoneId.of("Europe/Berlin"))
                        .withEarlierOffsetAtOverlap(),
                ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 999_999_999, ZoneOffset.ofHours(5)),
                Year.of(Year.MIN_VALUE),
                Duration.ofSeconds(-1, 1),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)
            };
            for (Object value : values) {
                Cursor cursor = cursor(value, 1L);
                assertThat(TOKENS.decode(TOKENS.encode(cursor))).as("%s", value).isEqualTo(cursor);
                assertThat(TOKENS.decode(TOKENS.encode(cursor)).keys()).containsExactly(value, 1L);
            }
        }

        @Test
        void keepsDirectionAndSide() {
            for (boolean afterRow : new boolean[] {true, false}) {
                for (boolean backward : new boolean[] {true, false}) {
                    Cursor cursor = new Cursor(cursor().fingerprint(), List.of(1L), afterRow, backward);
                    Cursor read = TOKENS.decode(TOKENS.encode(cursor));
                    assertThat(read).isEqualTo(cursor);
                    assertThat(read.isAfterRow()).isEqualTo(afterRow);
                    assertThat(read.isBackward()).isEqualTo(backward);
                    assertThat(read.turned()).isNotEqualTo(cursor).isEqualTo(cursor.turned());
                }
            }
        }

        @Test
        void walksByTokensOverAttributesOfEveryType(EntityManager em) {
            for (String attribute : Sample.ATTRIBUTES) {
                walksByTokens(em, attribute);
            }
        }

        private void walksByTokens(EntityManager em, String attribute) {
            for (Sort sort : List.of(asc(attribute), desc(attribute))) {
                Pages<Sample> pages = Pagination.of(Sample.class).sort(sort).in(em);
                List<Sample> all = pages.page(1, 100).items();
                assertThat(all).hasSize(8);
                assertThat(walk(pages, TOKENS)).as("by %s", sort).isEqualTo(all);
            }
        }

        /** MariaDB sorts by the first 1,024 bytes, and compares all: half of the rows would be lost. */
        @Test
        void walksByTokensOverALongTextOrRefusesIt(EntityManager em, Engine engine) {
            if (engine == Engine.MARIADB) {
                assertThatThrownBy(() -> walksByTokens(em, "essay"))
                        .isInstanceOf(PaginationException.class)
                        .hasMessageContaining("this database sorts only the beginning: sort=[essay asc] length=2000");
            } else {
                walksByTokens(em, "essay");
            }
        }

        @Test
        void leadsBackToThePageBefore(EntityManager em) {
            Pages<Author> pages = byName(em);
            CursorPage<Author> first = pages.first(2);
            TokenPage<Author> second = pages.at(first.next().orElseThrow(), 2).tokens(TOKENS);
            String previous = second.previous();
            assertThat(previous).isNotNull();
            assertThat(pages.at(TOKENS.decode(previous), 2).items()).isEqualTo(first.items());
            assertThat(first.tokens(TOKENS).previous()).isNull();
        }

        private static <T> List<T> walk(Pages<T> pages, CursorTokens tokens) {
            List<T> all = new ArrayList<>();
            TokenPage<T> page = pages.first(1).tokens(tokens);
            while (true) {
                all.addAll(page.items());
                String next = page.next();
                if (next == null) {
                    return all;
                }
                assertThat(next).matches("[A-Za-z0-9_-]+").hasSizeLessThanOrEqualTo(CursorTokens.MAX_LENGTH);
                page = pages.at(tokens.decode(next), 1).tokens(tokens);
            }
        }
    }

    @Nested
    class Keys {

        private static final CursorTokens OLD = CursorTokens.signedBy("k0", OLD_SECRET);

        @Test
        void acceptsTheOldSecretWhileItIsRotated() {
            Cursor cursor = cursor("x", 1L);
            CursorTokens rotating = TOKENS.alsoAccepting("k0", OLD_SECRET);
            assertThat(rotating.decode(OLD.encode(cursor))).isEqualTo(cursor);
            assertThat(TOKENS.decode(rotating.encode(cursor))).isEqualTo(cursor);
            assertThatThrownBy(() -> TOKENS.decode(OLD.encode(cursor)))
                    .isExactlyInstanceOf(TamperedCursorException.class)
                    .hasMessage(
                            "Not a cursor of this application: its signature does not fit. Begin with the first page.");
        }

        @Test
        void refusesASecretUnderAnotherName() {
            String token = TOKENS.encode(cursor(1L));
            assertThatThrownBy(() -> CursorTokens.signedBy("k2", SECRET).decode(token))
                    .isExactlyInstanceOf(TamperedCursorException.class);
            assertThatThrownBy(() -> CursorTokens.signedBy("k1", OLD_SECRET).decode(token))
                    .isExactlyInstanceOf(TamperedCursorException.class);
        }

        @Test
        void refusesAShortSecretAndABadName() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CursorTokens.signedBy("k1", new byte[31]))
                    .withMessage(
                            "Too short a secret: keyId=k1 bytes=31. Give 32 or more, from a secure random source.");
            assertThatIllegalArgumentException().isThrownBy(() -> TOKENS.alsoAccepting("k2", new byte[0]));
            for (String id : List.of("", "a b", "k\u00e9y", "k\n", "k".repeat(33))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> CursorTokens.signedBy(id, SECRET))
                        .withMessage("No id of a key: keyId=[" + id
                                + "]. Give 1 to 32 letters, digits, dots, dashes and underscores.");
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TOKENS.alsoAccepting("k1", OLD_SECRET))
                    .withMessage("Two secrets of one name: keyId=k1. Give each secret an id of its own.");
        }

        @Test
        void keepsItsOwnCopyOfTheSecret() {
            byte[] secret = SECRET.clone();
            CursorTokens tokens = CursorTokens.signedBy("k1", secret);
            Arrays.fill(secret, (byte) 0);
            assertThat(TOKENS.decode(tokens.encode(cursor(1L)))).isEqualTo(cursor(1L));
        }

        @Test
        void showsNoSecretAndNoPrincipal() {
            assertThat(TOKENS.alsoAccepting("k0", OLD_SECRET).boundTo("ann"))
                    .hasToString("CursorTokens[signs with k1, accepts [k1, k0]]");
        }
    }

    @Nested
    class Time {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private final InstantSource clock = () -> now;
        private final CursorTokens tokens = TOKENS.at(clock).expiringAfter(Duration.ofMinutes(1));

        @Test
        void refusesATokenWhoseTimeIsOver() {
            String token = tokens.encode(cursor(1L));
            now = now.plusSeconds(59);
            assertThat(tokens.decode(token)).isEqualTo(cursor(1L));
            now = now.plusSeconds(1);
            assertThatThrownBy(() -> tokens.decode(token))
                    .isExactlyInstanceOf(ExpiredCursorException.class)
                    .hasMessage("The cursor is too old: expired=2026-01-01T00:01:00Z. Begin with the first page.");
            assertThatThrownBy(() -> TOKENS.at(clock).decode(token))
                    .as("the limit stands in the token")
                    .isExactlyInstanceOf(ExpiredCursorException.class);
        }

        @Test
        void acceptsATokenThatWasWrittenWithoutALimit() {
            assertThat(tokens.decode(TOKENS.encode(cursor(1L)))).isEqualTo(cursor(1L));
        }

        @Test
        void refusesALifetimeOfNothingOrOfForever() {
            for (Duration limit : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(3_654))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> TOKENS.expiringAfter(limit))
                        .withMessage("No lifetime of a token: limit=" + limit + ". Give one second to ten years.");
            }
        }
    }

    @Nested
    class Principals {

        @Test
        void refusesTheTokenOfAnother() {
            String ann = TOKENS.boundTo("ann").encode(cursor(1L));
            assertThat(TOKENS.boundTo("ann").decode(ann)).isEqualTo(cursor(1L));
            for (CursorTokens other : List.of(TOKENS.boundTo("bob"), TOKENS.boundTo("Ann"), TOKENS)) {
                assertThatThrownBy(() -> other.decode(ann))
                        .isExactlyInstanceOf(ForeignCursorException.class)
                        .hasMessage("The cursor was given to somebody else. Begin with the first page.");
            }
        }

        @Test
        void refusesTheTokenOfNobody() {
            String token = TOKENS.encode(cursor(1L));
            assertThatThrownBy(() -> TOKENS.boundTo("ann").decode(token))
                    .isExactlyInstanceOf(ForeignCursorException.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TOKENS.boundTo(" "))
                    .withMessage("A token of nobody: principal=[ ]. Name a user or tenant.");
        }

        @Test
        void writesNoneOfTheName() {
            String token = TOKENS.boundTo("ann@example.org").encode(cursor(1L));
            assertThat(new String(bytes(token), ISO_8859_1)).doesNotContain("ann");
        }
    }

    @Nested
    class Size {

        @Test
        void refusesToWriteWhatItWouldNotRead() {
            int longest = 0;
            for (int length = 2_900; length < 3_100; length++) {
                String text = "x".repeat(length);
                try {
                    String token = TOKENS.encode(cursor(text));
                    assertThat(TOKENS.decode(token).keys()).containsExactly(text);
                    longest = Math.max(longest, token.length());
                } catch (PaginationException e) {
                    assertThat(e)
                            .hasMessageMatching(
                                    "Too long a token: characters=\\d+ allowed=4096. Sort by shorter values.");
                }
            }
            assertThat(longest).isEqualTo(CursorTokens.MAX_LENGTH);
            assertThatThrownBy(() -> TOKENS.encode(cursor("x".repeat(70_000))))
                    .isExactlyInstanceOf(PaginationException.class)
                    .hasMessage("A key of the sort cannot be written into a token: a value of 70000 bytes."
                            + " Sort by a shorter value or one of another type.");
        }

        @Test
        void refusesToReadWhatIsLonger() {
            assertThatThrownBy(() -> TOKENS.decode("A".repeat(CursorTokens.MAX_LENGTH + 1)))
                    .isExactlyInstanceOf(MalformedCursorException.class)
                    .hasMessage("Not a cursor: it is longer than 4096 characters. Send back what a page gave.");
            assertThatThrownBy(() -> TOKENS.decode("AQ".repeat(CursorTokens.MAX_LENGTH / 2)))
                    .isExactlyInstanceOf(TamperedCursorException.class);
        }

        @Test
        void refusesTextThatHasNoBytes() {
            assertThatThrownBy(() -> TOKENS.encode(cursor("half a pair \ud83d")))
                    .as("it would be read as another text")
                    .isExactlyInstanceOf(PaginationException.class)
                    .hasMessageStartingWith("A key of the sort cannot be written into a token: ");
        }
    }

    @Nested
    class Belonging {

        @Test
        void refusesTheCursorOfAnotherSortParameterOrQuery(EntityManager em) {
            Cursor cursor = TOKENS.decode(TOKENS.encode(next(byName(em))));
            assertThat(byName(em).after(cursor, 2).items()).hasSize(2);
            List<Pagination<Author>> others = List.of(
                    AUTHORS.sort(desc("name").nullsLast()),
                    AUTHORS.sort(asc("name").nullsFirst()),
                    AUTHORS.sort(asc("name").nullsLast().ignoreCase()),
                    AUTHORS.sort(asc("name").nullsLast(), asc("rating")),
                    AUTHORS.sort(asc("name").nullsLast()).parameter("min", 1L),
                    AUTHORS.sort(asc("name").nullsLast()).parameter("min", null),
                    Pagination.of("from Author a where a.id >= :min", Author.class)
                            .parameter("min", 0L)
                            .sort(asc("name").nullsLast()),
                    Pagination.of(Author.class).sort(asc("name").nullsLast()));
            for (Pagination<Author> other : others) {
                assertThatThrownBy(() -> other.in(em).after(cursor, 2))
                        .isExactlyInstanceOf(ForeignCursorException.class)
                        .hasMessageMatching("The cursor belongs to another query, sort or set of parameters:"
                                + " cursor=[0-9a-f]{8} query=[0-9a-f]{8}\\. Begin with the first page\\.");
                assertThatThrownBy(() -> other.in(em).before(cursor, 2))
                        .isExactlyInstanceOf(ForeignCursorException.class);
            }
        }

        @Test
        void tellsParametersApart(EntityManager em) {
            Pagination<Author> either = Pagination.of(
                            "from Author a where (:a is null or a.name <> :a) and (:b is null or a.name <> :b)",
                            Author.class)
                    .sort(asc("id"));
            Cursor cursor = next(either.parameter("a", "x").parameter("b", "yz").in(em));
            assertThatThrownBy(() -> either.parameter("a", "xy")
                            .parameter("b", "z")
                            .in(em)
                            .after(cursor, 2))
                    .isExactlyInstanceOf(ForeignCursorException.class);
            assertThatThrownBy(() -> either.parameter("a", "yz")
                            .parameter("b", "x")
                            .in(em)
                            .after(cursor, 2))
                    .isExactlyInstanceOf(ForeignCursorException.class);
        }

        @Test
        void tellsValuesOfEveryTypeApart(EntityManager em) {
            Pagination<Sample> others =
                    Pagination.of("from Sample s where s.color <> :color and s.timestamp <> :time", Sample.class);
            java.sql.Timestamp time = java.sql.Timestamp.valueOf("2026-01-01 00:00:00.123456");
            java.sql.Timestamp later = java.sql.Timestamp.valueOf("2026-01-01 00:00:00.123457");
            Pagination<Sample> of = others.parameter("color", Sample.Color.RED).parameter("time", time);
            Cursor cursor = next(of.in(em));
            assertThat(of.in(em).after(cursor, 1).items()).hasSize(1);
            for (Pagination<Sample> other :
                    List.of(of.parameter("color", Sample.Color.BLUE), of.parameter("time", later))) {
                assertThatThrownBy(() -> other.in(em).after(cursor, 1))
                        .isExactlyInstanceOf(ForeignCursorException.class);
            }
        }

        @Test
        void tellsTypesOfRowsApart(EntityManager em) {
            String hql = "select a.id, a.name from Author a";
            Cursor cursor = next(Pagination.of(hql, Object[].class).in(em));
            assertThatThrownBy(() -> Pagination.of(hql, Tuple.class).in(em).after(cursor, 1))
                    .isExactlyInstanceOf(ForeignCursorException.class);
        }

        @Test
        void takesEqualSetsForTheSameHoweverTheyAreOrdered(EntityManager em) {
            Pagination<Author> some = Pagination.of("from Author a where a.id in :ids", Author.class)
                    .sort(asc("id"));
            Set<Long> ids = new LinkedHashSet<>(List.of(1L, 2L, 3L, 4L));
            Set<Long> turned = new LinkedHashSet<>(List.of(4L, 3L, 2L, 1L));
            Cursor cursor = next(some.parameter("ids", ids).in(em));
            assertThat(some.parameter("ids", turned).in(em).after(cursor, 2).items())
                    .extracting(author -> author.id)
                    .containsExactly(3L, 4L);
            assertThatThrownBy(() ->
                            some.parameter("ids", Set.of(1L, 2L, 3L)).in(em).after(cursor, 2))
                    .isExactlyInstanceOf(ForeignCursorException.class);
        }

        @Test
        void takesAnEntityForItsId(EntityManager em) {
            Pagination<Book> books = Pagination.of("from Book b where b.author = :author", Book.class)
                    .sort(asc("title"));
            Author third = em.find(Author.class, 3L);
            Cursor cursor = TOKENS.decode(TOKENS.encode(
                    books.parameter("author", third).in(em).first(1).next().orElseThrow()));
            em.clear();
            Author again = em.getReference(Author.class, 3L);
            assertThat(books.parameter("author", again).in(em).after(cursor, 5).items())
                    .hasSize(1);
            assertThatThrownBy(() -> books.parameter("author", em.getReference(Author.class, 2L))
                            .in(em)
                            .after(cursor, 5))
                    .isExactlyInstanceOf(ForeignCursorException.class);
        }

        @Test
        void keepsInItsJvmWhatAParameterOfAnUnusualTypeMade(EntityManager em) {
            Pagination<Line> lines =
                    Pagination.of("from Line l where l.id <> :key", Line.class).sort(asc("text"));
            Pages<Line> pages = lines.parameter("key", new Line.Key(9, 9)).in(em);
            Cursor cursor = next(pages);
            assertThat(lines.parameter("key", new Line.Key(9, 9))
                            .in(em)
                            .after(cursor, 9)
                            .items())
                    .hasSize(4);
            assertThatThrownBy(() ->
                            lines.parameter("key", new Line.Key(9, 8)).in(em).after(cursor, 9))
                    .isExactlyInstanceOf(ForeignCursorException.class);
            assertThatThrownBy(() -> TOKENS.encode(cursor))
                    .isExactlyInstanceOf(PaginationException.class)
                    .hasMessage("This cursor stays in its JVM: parameterType=" + Line.Key.class.getName()
                            + ". A token holds parameters of basic types, of entities, and lists of them.");
        }

        @Test
        void answersSignedValuesThatAreNoneOfTheSortsAsForeign(EntityManager em) {
            List<@Nullable Object> values = Arrays.asList(
                    true,
                    (byte) 1,
                    (short) 1,
                    1L << 40,
                    BigInteger.TEN.pow(40),
                    'x',
                    "PURPLE",
                    new UUID(1, 2),
                    Year.of(1));
            int refused = 0;
            for (String attribute : Sample.ATTRIBUTES) {
                Pages<Sample> pages =
                        Pagination.of(Sample.class).sort(asc(attribute)).in(em);
                Cursor real = next(pages);
                Class<?> type = real.keys().get(0) == null
                        ? Void.class
                        : real.keys().get(0).getClass();
                for (Object value : values) {
                    if (value != null && value.getClass() != type) {
                        String token =
                                TOKENS.encode(new Cursor(real.fingerprint(), Arrays.asList(value, 1L), true, false));
                        refused += use(pages, token) == ForeignCursorException.class ? 1 : 0;
                    }
                }
            }
            assertThat(refused).isGreaterThan(100);
        }

        @Test
        void answersAConstantThatIsGoneAsForeign(EntityManager em) {
            for (String attribute : List.of("color", "shade")) {
                Pages<Sample> pages =
                        Pagination.of(Sample.class).sort(asc(attribute)).in(em);
                for (Object value : new Object[] {"PURPLE", 99L, true}) {
                    Cursor gone = new Cursor(next(pages).fingerprint(), List.of(value, 1L), true, false);
                    assertThatThrownBy(() -> pages.at(TOKENS.decode(TOKENS.encode(gone)), 2))
                            .isExactlyInstanceOf(ForeignCursorException.class)
                            .hasMessageMatching("The cursor's values are none of this sort's: query=[0-9a-f]{8}\\."
                                    + " Begin with the first page\\.")
                            .hasCauseInstanceOf(IllegalArgumentException.class);
                }
            }
        }

        @Test
        void answersAnotherNumberOfValuesAsForeign(EntityManager em) {
            Pages<Author> pages = byName(em);
            for (List<Object> keys : List.of(List.<Object>of(), List.<Object>of("x"), List.<Object>of("x", 1L, 1L))) {
                Cursor other = new Cursor(next(pages).fingerprint(), keys, true, false);
                assertThatThrownBy(() -> pages.after(other, 2)).isExactlyInstanceOf(ForeignCursorException.class);
            }
        }
    }

    @Nested
    class Contents {

        @Test
        void holdsNoNameOfAClass(EntityManager em) {
            for (String attribute : Sample.ATTRIBUTES) {
                Pages<Sample> pages = Pagination.of(
                                "from Sample s where s.key is not null or s.color = :color", Sample.class)
                        .parameter("color", Sample.Color.RED)
                        .sort(asc(attribute))
                        .in(em);
                String plain = new String(bytes(TOKENS.encode(next(pages))), ISO_8859_1);
                assertThat(plain).doesNotContain("java", "dev", "Sample", "Color", attribute, "select");
            }
        }

        @Test
        void aCursorShowsNoValue(EntityManager em) {
            Pages<Author> pages = byName(em);
            assertThat(next(pages).toString())
                    .matches("Cursor\\[forward from after a row of [0-9a-f]{8}]")
                    .doesNotContain("ann");
            assertThat(next(pages).turned().toString()).startsWith("Cursor[backward from after a row of ");
        }

        @Test
        void theSameCutHasTheSameToken(EntityManager em) {
            assertThat(TOKENS.encode(next(byName(em)))).isEqualTo(TOKENS.encode(next(byName(em))));
            assertThat(next(byName(em))).isEqualTo(next(byName(em))).hasSameHashCodeAs(next(byName(em)));
        }
    }

    /** What came of it: the exception's class; {@code Cursor} if it was accepted. Any other exception is a failure. */
    private static Class<?> use(Pages<?> pages, String token) {
        try {
            pages.at(TOKENS.decode(token), 3);
            return Cursor.class;
        } catch (MalformedCursorException
                | TamperedCursorException
                | ForeignCursorException
                | ExpiredCursorException e) {
            return e.getClass();
        }
    }
}
