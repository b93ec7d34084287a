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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cut between two rows of a sorted query: what lies before it and what lies after it stays so, whatever is inserted or deleted around
 * it.
 *
 * <p>It knows the query, sort and parameters it was made by, and serves no other. It is a plain value for this JVM; {@link CursorTokens}
 * writes it as signed text. Immutable; equal if it cuts the same query at the same place and goes the same way.
 */
public final class Cursor {

    private final Fingerprint fingerprint;
    private final List<@Nullable Object> keys;
    private final boolean afterRow;
    private final boolean backward;

    Cursor(Fingerprint fingerprint, List<@Nullable Object> keys, boolean afterRow, boolean backward) {
        this.fingerprint = fingerprint;
        this.keys = Collections.unmodifiableList(keys);
        this.afterRow = afterRow;
        this.backward = backward;
    }

    /** Whether {@link Pages#at} goes to the page that ends here, not to the one that begins here. */
    public boolean isBackward() {
        return backward;
    }

    /** The same cut, going the other way. */
    public Cursor turned() {
        return new Cursor(fingerprint, keys, afterRow, !backward);
    }

    /**
     * There is none without a secret. This is here for mappers and templates, which read a value's properties: a page that is sent with
     * its cursors fails with a word on what to do, and not at a client that finds nothing to go on with.
     *
     * @throws UnsupportedOperationException always
     */
    @SuppressWarnings("DoNotCallSuggester") // it is called by whoever writes JSON, and by nobody else
    public String getToken() {
        throw new UnsupportedOperationException("A cursor has no text of its own: cursor=" + this
                + ". Make text of it with CursorTokens, or of its page's with CursorPage.tokens.");
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    /** The sort's values of the row beside the cut, in the form in which they are written. */
    List<@Nullable Object> keys() {
        return keys;
    }

    /** Whether the row whose keys these are lies before the cut. */
    boolean isAfterRow() {
        return afterRow;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cursor that
                && fingerprint.equals(that.fingerprint)
                && keys.equals(that.keys)
                && afterRow == that.afterRow
                && backward == that.backward;
    }

    @Override
    public int hashCode() {
        return Objects.hash(fingerprint, keys, afterRow, backward);
    }

    /** For a log: it shows no value, and nothing can be made of it again. */
    @Override
    public String toString() {
        return "Cursor[" + (backward ? "backward" : "forward") + " from " + (afterRow ? "after" : "before")
                + " a row of " + fingerprint + "]";
    }
}
