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
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that somebody changed: none is accepted, and all are answered by the four exceptions. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class})
class MutatedTokensTest {

    private static final int MUTATIONS = 12_000;
    private static final byte[] SECRET = "a secret of thirty-two characters".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another of thirty-two characters!".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final CursorTokens TOKENS = tokens("k1", NOW);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** How a token is changed. */
    private enum Mutation {
        BIT,
        BYTE,
        CHARACTER,
        CUT_END,
        CUT_FRONT,
        EXTENDED,
        CROSSED,
        SIGNATURE_OF_ANOTHER,
        SPELLING,
        KEY_ID,
        OTHER_QUERY,
        EXPIRED,
        OTHER_SECRET,
        NOISE
    }

    private final Random random = new Random();
    private final List<String> good = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> expired = new ArrayList<>();
    private final List<String> forged = new ArrayList<>();

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    private static CursorTokens tokens(String keyId, Instant now) {
        return CursorTokens.signedBy(keyId, SECRET)
                .alsoAccepting("k" + keyId, OTHER)
                .at(InstantSource.fixed(now))
                .expiringAfter(Duration.ofDays(1));
    }

    private static Pages<Author> pages(EntityManager em) {
        return Pagination.of(Author.class)
                .sort(desc("rating").nullsLast(), asc("name"))
                .in(em);
    }

    private static List<String> all(Pages<?> pages, CursorTokens tokens) {
        List<String> all = new ArrayList<>();
        CursorPage<?> page = pages.first(1);
        while (page.next().isPresent()) {
            all.add(tokens.encode(page.next().orElseThrow()));
            page = pages.at(page.next().orElseThrow(), 1);
            all.add(tokens.encode(page.previous().orElseThrow()));
        }
        return all;
    }

    @Test
    void noneIsAccepted(EntityManager em) {
        long seed = random.nextLong();
        random.setSeed(seed);
        Pages<Author> pages = pages(em);
        good.addAll(all(pages, TOKENS));
        foreign.addAll(all(Pagination.of(Author.class).sort(asc("name")).in(em), TOKENS));
        expired.addAll(all(pages, tokens("k1", NOW.minusSeconds(86_400))));
        forged.addAll(all(pages, CursorTokens.signedBy("k1", OTHER)));
        good.forEach(token -> assertThat(outcome(pages, token)).isEqualTo("accepted"));
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < MUTATIONS; i++) {
            Mutation mutation = Mutation.values()[i % Mutation.values().length];
            String token = mutated(mutation);
            String outcome = outcome(pages, token);
            assertThat(outcome)
                    .as("seed=%s mutation=%s token=%s", seed, mutation, token)
                    .isIn("Malformed", "Tampered", "Foreign", "Expired");
            outcomes.merge(outcome, 1, Integer::sum);
        }
        assertThat(outcomes).containsOnlyKeys("Malformed", "Tampered", "Foreign", "Expired");
        assertThat(outcomes.values()).as("%s", outcomes).allMatch(count -> count > MUTATIONS / 20);
    }

    @Test
    void everyBitCounts(EntityManager em) {
        Pages<Author> pages = pages(em);
        for (String token : all(pages, TOKENS).subList(0, 4)) {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(outcome(pages, BASE64.encodeToString(bytes)))
                        .as("bit %s of %s", bit, token)
                        .isIn("Malformed", "Tampered");
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void everySpellingButOursIsMalformed(EntityManager em) {
        Pages<Author> pages = pages(em);
        int spellings = 0;
        for (String keyId : List.of("k", "k1", "k12")) { // tokens of all lengths modulo three
            CursorTokens tokens = tokens(keyId, NOW);
            String token = tokens.encode(pages.first(1).next().orElseThrow());
            for (String other : otherSpellings(token)) {
                spellings++;
                assertThat(outcome(pages, tokens, other)).as(other).isEqualTo("Malformed");
            }
        }
        assertThat(spellings).isGreaterThan(20);
    }

    /** The reader is never asked to trust a signature alone: whatever is signed, it answers in its own words. */
    @Test
    void nothingSignedBreaksTheReader(EntityManager em) throws GeneralSecurityException {
        long seed = random.nextLong();
        random.setSeed(seed);
        List<String> tokens = all(pages(em), TOKENS);
        Map<String, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = Base64.getUrlDecoder().decode(any(tokens));
            byte[] body = Arrays.copyOf(bytes, bytes.length - 32 - (i % 5 == 0 ? random.nextInt(20) : 0));
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                body[random.nextInt(4, body.length)] = (byte) random.nextInt();
            }
            String token = signed(body);
            String outcome;
            try {
                TOKENS.decode(token);
                outcome = "accepted";
            } catch (PageRequestException e) {
                outcome = name(e);
            } catch (RuntimeException e) {
                throw new AssertionError("seed=" + seed + " token=" + token, e);
            }
            outcomes.merge(outcome, 1, Integer::sum);
        }
        assertThat(outcomes.keySet())
                .contains("accepted", "Malformed")
                .isSubsetOf("accepted", "Malformed", "Foreign", "Expired"); // a foreign one is rarely hit
    }

    private static String signed(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return BASE64.encodeToString(joined(body, mac.doFinal(body)));
    }

    private String mutated(Mutation mutation) {
        while (true) {
            String token = switch (mutation) {
                case SPELLING -> any(otherSpellings(any(good)));
                case CHARACTER -> character(any(good));
                case OTHER_QUERY -> any(foreign);
                case EXPIRED -> any(expired);
                case OTHER_SECRET -> any(forged);
                case NOISE -> BASE64.encodeToString(noise(random.nextInt(200)));
                default -> BASE64.encodeToString(mutated(mutation, decoded(any(good))));
            };
            if (!good.contains(token)) {
                return token;
            }
        }
    }

    private byte[] mutated(Mutation mutation, byte[] bytes) {
        byte[] other = decoded(any(good));
        int at = random.nextInt(bytes.length);
        switch (mutation) {
            case BIT -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case BYTE -> bytes[at] = (byte) random.nextInt();
            case CUT_END -> bytes = Arrays.copyOf(bytes, at);
            case CUT_FRONT -> bytes = Arrays.copyOfRange(bytes, at, bytes.length);
            case EXTENDED -> bytes = joined(bytes, noise(random.nextInt(1, 40)));
            case CROSSED -> {
                int end = Math.min(at, other.length);
                bytes = joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(other, end, other.length));
            }
            case SIGNATURE_OF_ANOTHER -> {
                byte[] body = decoded(any(foreign));
                bytes = joined(
                        Arrays.copyOf(body, body.length - 32),
                        Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length));
            }
            case KEY_ID -> {
                byte[] id = any(List.of("", "k", "kk1", "K1", "k2", "\0\0", "x".repeat(300)))
                        .getBytes(StandardCharsets.UTF_8);
                byte[] rest = Arrays.copyOfRange(bytes, 2 + bytes[1], bytes.length);
                bytes = joined(joined(new byte[] {1, (byte) id.length}, id), rest);
            }
            default -> throw new AssertionError(mutation);
        }
        return bytes;
    }

    private String character(String token) {
        int at = random.nextInt(token.length());
        int character =
                any(List.of(0x20, 0x0a, 0x3d, 0x2b, 0x2f, 0x25, 0x41, 0x00, 0x7f, 0xe9, 0x1f600, 0xd800, 0x0410));
        return token.substring(0, at) + Character.toString(character) + token.substring(at + 1);
    }

    private static List<String> otherSpellings(String token) {
        List<String> spellings = new ArrayList<>(List.of(
                token + "=",
                token + "==",
                "=" + token,
                token + "\n",
                " " + token,
                token + "%3D",
                token.substring(0, 10) + "\r\n" + token.substring(10)));
        byte[] bytes = decoded(token);
        String standard = Base64.getEncoder().encodeToString(bytes);
        if (!standard.equals(token)) {
            spellings.add(standard);
        }
        // The last character's lowest bits, if the length leaves any, stand for nothing.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        int loose = bytes.length % 3 == 0 ? 0 : bytes.length % 3 == 1 ? 4 : 2;
        for (int bits = 1; bits < 1 << loose; bits++) {
            spellings.add(token.substring(0, token.length() - 1) + alphabet.charAt(last ^ bits));
        }
        return spellings;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] decoded(String token) {
        return Base64.getUrlDecoder().decode(token);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(second);
        return bytes.toByteArray();
    }

    private static String outcome(Pages<?> pages, String token) {
        return outcome(pages, TOKENS, token);
    }

    private static String outcome(Pages<?> pages, CursorTokens tokens, String token) {
        try {
            pages.at(tokens.decode(token), 3);
            return "accepted";
        } catch (MalformedCursorException
                | TamperedCursorException
                | ForeignCursorException
                | ExpiredCursorException e) {
            return name(e);
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static String name(PageRequestException e) {
        return e.getClass().getSimpleName().replace("CursorException", "");
    }
}
