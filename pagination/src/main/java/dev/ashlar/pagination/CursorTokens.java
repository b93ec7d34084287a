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

import dev.ashlar.pagination.internal.Fingerprint;
import dev.ashlar.pagination.internal.WireValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes cursors as text for a client, and reads them back: an immutable value, safe for many threads.
 *
 * <p>A token is opaque to clients, of letters, digits, dash and underscore, so that it fits into a URL. It holds a version, the id of the
 * key it is signed with, the cut, and what query, sort and parameters it belongs to; it is signed with HMAC-SHA256
 * (<a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>) over all of it. It is not encrypted: whoever takes it apart sees the
 * sort's values of one row, which the page showed or could have shown.
 *
 * <pre>{@code
 * CursorTokens tokens = CursorTokens.signedBy("2026-11", secret).alsoAccepting("2026-10", old).expiringAfter(ofDays(1));
 * }</pre>
 */
public final class CursorTokens {

    /** The longest token, in characters. */
    public static final int MAX_LENGTH = 4_096;

    /** The shortest secret, in bytes: the length of a SHA-256, below which RFC 2104 discourages. */
    public static final int MIN_SECRET = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int VERSION = 1;
    private static final int SIGNATURE = 32;
    private static final int PRINCIPAL = 16;
    private static final int AFTER_ROW = 1;
    private static final int BACKWARD = 2;
    private static final int EXPIRES = 4;
    private static final int BOUND = 8;

    private final String keyId;
    private final Map<String, SecretKeySpec> secrets;
    private final @Nullable Duration lifetime;
    private final @Nullable String principal;
    private final InstantSource time;

    private CursorTokens(
            String keyId,
            Map<String, SecretKeySpec> secrets,
            @Nullable Duration lifetime,
            @Nullable String principal,
            InstantSource time) {
        this.keyId = keyId;
        this.secrets = secrets;
        this.lifetime = lifetime;
        this.principal = principal;
        this.time = time;
    }

    /**
     * Signs with this secret, and accepts what is signed with it.
     *
     * @param keyId 1 to 32 letters, digits, dots, dashes and underscores; it stands in the token, and is no secret
     * @param secret {@value #MIN_SECRET} bytes or more, from a secure random source
     * @throws IllegalArgumentException if the id is not like that, or the secret is shorter
     */
    public static CursorTokens signedBy(String keyId, byte[] secret) {
        return new CursorTokens(keyId, Map.of(keyId, secretKey(keyId, secret)), null, null, Clock.systemUTC());
    }

    /**
     * Accepts what another secret signed too: the old one while its tokens are out, or the next one, before all servers sign with it.
     *
     * @param otherId as in {@link #signedBy}
     * @param secret as in {@link #signedBy}
     * @throws IllegalArgumentException if the id is taken or not as it has to be, or the secret is too short
     */
    public CursorTokens alsoAccepting(String otherId, byte[] secret) {
        Map<String, SecretKeySpec> more = new LinkedHashMap<>(secrets);
        if (more.put(otherId, secretKey(otherId, secret)) != null) {
            throw new IllegalArgumentException(
                    "Two secrets of one name: keyId=" + otherId + ". Give each secret an id of its own.");
        }
        return new CursorTokens(keyId, Collections.unmodifiableMap(more), lifetime, principal, time);
    }

    /**
     * Writes tokens that are refused after this time. Whether a token expires stands in it; tokens that were written without a limit
     * stay good.
     *
     * @throws IllegalArgumentException if it is less than a second or longer than ten years
     */
    public CursorTokens expiringAfter(Duration limit) {
        if (limit.compareTo(Duration.ofSeconds(1)) < 0 || limit.compareTo(Duration.ofDays(3_653)) > 0) {
            throw new IllegalArgumentException(
                    "No lifetime of a token: limit=" + limit + ". Give one second to ten years.");
        }
        return new CursorTokens(keyId, secrets, limit, principal, time);
    }

    /**
     * Writes and accepts tokens of this principal alone: a user, a tenant, or both. Only a digest of it stands in the token.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public CursorTokens boundTo(String user) {
        if (user.isBlank()) {
            throw new IllegalArgumentException("A token of nobody: principal=[" + user + "]. Name a user or tenant.");
        }
        return new CursorTokens(keyId, secrets, lifetime, user, time);
    }

    /** With another clock, for a test. */
    public CursorTokens at(InstantSource clock) {
        return new CursorTokens(keyId, secrets, lifetime, principal, Objects.requireNonNull(clock, "clock"));
    }

    private static SecretKeySpec secretKey(String keyId, byte[] secret) {
        if (!keyId.matches("[A-Za-z0-9._-]{1,32}")) {
            throw new IllegalArgumentException("No id of a key: keyId=[" + keyId
                    + "]. Give 1 to 32 letters, digits, dots, dashes and underscores.");
        }
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException("Too short a secret: keyId=" + keyId + " bytes=" + secret.length
                    + ". Give " + MIN_SECRET + " or more, from a secure random source.");
        }
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Writes a cursor.
     *
     * @throws PaginationException if a value of it cannot be written: a parameter of an unusual type, or a text so long that the token
     *     would have more than {@value #MAX_LENGTH} characters
     */
    public String encode(Cursor cursor) {
        SecretKeySpec secret = Objects.requireNonNull(secrets.get(keyId));
        cursor.fingerprint().unwrittenType().ifPresent(type -> {
            throw new PaginationException("This cursor stays in its JVM: parameterType=" + type.getName()
                    + ". A token holds parameters of basic types, of entities, and lists of them.");
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeBody(cursor, secret, out);
            byte[] body = bytes.toByteArray();
            out.write(sign(secret, body));
        } catch (IOException | IllegalArgumentException e) {
            throw new PaginationException(
                    "A key of the sort cannot be written into a token: " + e.getMessage()
                            + ". Sort by a shorter value or one of another type.",
                    e);
        }
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        if (token.length() > MAX_LENGTH) {
            throw new PaginationException("Too long a token: characters=" + token.length() + " allowed=" + MAX_LENGTH
                    + ". Sort by shorter values.");
        }
        return token;
    }

    private void writeBody(Cursor cursor, SecretKeySpec secret, DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        out.writeByte(id.length);
        out.write(id);
        out.writeByte((cursor.isAfterRow() ? AFTER_ROW : 0)
                | (cursor.isBackward() ? BACKWARD : 0)
                | (lifetime != null ? EXPIRES : 0)
                | (principal != null ? BOUND : 0));
        if (lifetime != null) {
            out.writeLong(time.instant().plus(lifetime).getEpochSecond());
        }
        if (principal != null) {
            out.write(principalTag(secret, principal));
        }
        out.write(cursor.fingerprint().digest());
        out.writeByte(cursor.keys().size());
        for (Object key : cursor.keys()) {
            WireValues.write(key, out);
        }
    }

    /**
     * Reads a token. Whether it belongs to the query is checked by {@link Pages}.
     *
     * @throws MalformedCursorException if the text is no token
     * @throws TamperedCursorException if it is not signed with a known secret, or was changed since
     * @throws ExpiredCursorException if its time is over
     * @throws ForeignCursorException if it is another principal's, or bound to one when this is not, or the other way round
     */
    public Cursor decode(String token) {
        byte[] bytes = bytes(token);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - SIGNATURE))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new MalformedCursorException("Not a cursor of this version: version=" + version + " known="
                        + VERSION + ". Begin with the first page.");
            }
            byte[] id = new byte[in.readUnsignedByte()];
            in.readFully(id);
            SecretKeySpec secret = secrets.get(new String(id, StandardCharsets.US_ASCII));
            checkSignature(bytes, secret);
            return readBody(Objects.requireNonNull(secret), in);
        } catch (IOException | DateTimeException e) {
            throw malformed("not complete");
        }
    }

    private static byte[] bytes(String token) {
        if (token.length() > MAX_LENGTH) {
            throw malformed("longer than " + MAX_LENGTH + " characters");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw malformed("not of the token's alphabet");
        }
        // The decoder takes padding, and bits that stand for nothing: one token would have several spellings.
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)) {
            throw malformed("not as it was written");
        }
        if (bytes.length <= SIGNATURE) {
            throw malformed("cut off");
        }
        return bytes;
    }

    private static void checkSignature(byte[] bytes, @Nullable SecretKeySpec secret) {
        int end = bytes.length - SIGNATURE;
        byte[] signature = Arrays.copyOfRange(bytes, end, bytes.length);
        if (secret == null || !MessageDigest.isEqual(sign(secret, Arrays.copyOf(bytes, end)), signature)) {
            throw new TamperedCursorException(
                    "Not a cursor of this application: its signature does not fit. Begin with the first page.");
        }
    }

    private Cursor readBody(SecretKeySpec secret, DataInputStream in) throws IOException {
        int flags = in.readUnsignedByte();
        Instant expiry = (flags & EXPIRES) != 0 ? Instant.ofEpochSecond(in.readLong()) : null;
        byte[] tag = new byte[(flags & BOUND) != 0 ? PRINCIPAL : 0];
        in.readFully(tag);
        byte[] digest = new byte[Fingerprint.LENGTH];
        in.readFully(digest);
        int size = in.readUnsignedByte();
        List<@Nullable Object> keys = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            keys.add(WireValues.read(in));
        }
        if (in.available() > 0) {
            throw malformed("with something behind its end");
        }
        if (expiry != null && !time.instant().isBefore(expiry)) {
            throw new ExpiredCursorException(
                    "The cursor is too old: expired=" + expiry + ". Begin with the first page.");
        }
        if (!MessageDigest.isEqual(tag, principal == null ? new byte[0] : principalTag(secret, principal))) {
            throw new ForeignCursorException("The cursor was given to somebody else. Begin with the first page.");
        }
        return new Cursor(Fingerprint.ofDigest(digest), keys, (flags & AFTER_ROW) != 0, (flags & BACKWARD) != 0);
    }

    private static MalformedCursorException malformed(String why) {
        return new MalformedCursorException("Not a cursor: it is " + why + ". Send back what a page gave.");
    }

    private static byte[] principalTag(SecretKeySpec secret, String principal) {
        // The zero keeps it apart from the signature of a token, which begins with its version.
        return Arrays.copyOf(sign(secret, ("\0" + principal).getBytes(StandardCharsets.UTF_8)), PRINCIPAL);
    }

    private static byte[] sign(SecretKeySpec secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** For a log: no secret is shown. */
    @Override
    public String toString() {
        return "CursorTokens[signs with " + keyId + ", accepts " + secrets.keySet() + "]";
    }
}
