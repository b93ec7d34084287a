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
package dev.ashlar.audit.internal.seal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys by their ids; their text says nothing of them.
 *
 * @param current the id of the one that signs; null if none was given yet
 * @param keys all of them
 */
public record SealKeys(@Nullable String current, Map<String, SecretKey> keys) {

    /** None. */
    public static final SealKeys NONE = new SealKeys(null, Map.of());

    /** Fewer than the digest has is weaker than HMAC is (RFC 2104, section 3). */
    private static final int SHORTEST = 32;

    /** With one more. */
    public SealKeys with(String id, SecretKey key, boolean signs) {
        if (id.isBlank() || id.length() > AuditSeal.MAX_KEY_ID) {
            throw new IllegalArgumentException("A key's id is blank or too long: id=[" + id + "] longest="
                    + AuditSeal.MAX_KEY_ID + ". Give it a short name, such as the year it is from.");
        }
        byte[] encoded = key.getEncoded(); // null of one that stays in its store
        if (encoded != null && encoded.length < SHORTEST) {
            throw new IllegalArgumentException("A key is too short: id=[" + id + "] bytes=" + encoded.length
                    + " shortest=" + SHORTEST + ". Give one of random bytes.");
        }
        if (keys.containsKey(id)) {
            throw new IllegalArgumentException(
                    "A key's id is given twice: id=[" + id + "]. Give each key an id of its own.");
        }
        Map<String, SecretKey> all = new HashMap<>(keys);
        all.put(id, key);
        return new SealKeys(signs ? id : current, Map.copyOf(all));
    }

    /** The id of the one that signs. */
    String signing() {
        if (current == null) {
            throw new IllegalStateException("No key signs: keys=" + keys.keySet() + ". Give one by key(id, key).");
        }
        return current;
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    byte[] sign(String id, byte[] fingerprint) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalArgumentException("No key has the id: id=[" + id + "].");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(fingerprint);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A key cannot sign: id=[" + id + "].", e);
        }
    }

    boolean isSigned(AuditSeal seal) {
        return has(seal.keyId) && MessageDigest.isEqual(sign(seal.keyId, seal.fingerprint()), seal.signature);
    }

    @Override
    public String toString() {
        return "SealKeys[current=" + current + ", keys=" + keys.keySet() + "]";
    }
}
