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

import java.util.HexFormat;
import java.util.Objects;

/**
 * What proves later that a seal was there: small, and worth something only where nobody who can write the database can change it, such as
 * a mail, another system's log or a print.
 *
 * @param seal the number of the seal, from 1
 * @param signature its signature in hexadecimal
 */
public record SealAnchor(long seal, String signature) {

    private static final int LENGTH = 64;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if there is no such seal or signature
     */
    public SealAnchor {
        Objects.requireNonNull(signature, "signature");
        if (seal < 1 || signature.length() != LENGTH || !signature.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("An anchor is not one: seal=" + seal + " signature=[" + signature
                    + "]. Give what SealReport.anchor() had.");
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static SealAnchor parse(String text) {
        int colon = text.indexOf(':');
        try {
            return new SealAnchor(Long.parseLong(text.substring(0, Math.max(colon, 0))), text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "A text is not an anchor: text=[" + text + "]. Give what SealAnchor.toString() wrote.", e);
        }
    }

    /** Returns it as one word, {@code 17:5ab0…}. */
    @Override
    public String toString() {
        return seal + ":" + signature;
    }
}
