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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.KeysetForm;
import java.util.ArrayList;
import java.util.List;

/**
 * What is true of the rows on one side of a cut: those whose keys come later, one by one, than the keys of the row beside it.
 *
 * <p>The keys here are those of one segment: the first one has a value in all its rows.
 *
 * @param <P> a condition: of a tree, or as text
 */
final class CutPredicate<P> {

    /** Parameters of ours; the number is that of the key. */
    static final String PARAMETER = "ashlar_key_";

    /** How conditions are made; keys are known by their number. */
    interface Terms<P> {

        /** {@code key > value}, or with another operator. */
        P compare(int key, String operator);

        /** {@code (key, next) > (value, next value)}, or with another operator. */
        P compareRow(int first, int length, String operator);

        P isNull(int key);

        P isNotNull(int key);

        P always();

        P never();

        P and(List<P> all);

        P or(List<P> any);
    }

    private final Terms<P> terms;
    private final List<SortKey> keys;
    private final Cut cut;
    private final int first;
    private final KeysetForm form;
    private final boolean nullsInRows;

    /** What is true of the rows of a cut: where its range has values, and on which side of the cut they lie. */
    static <P> List<P> conditions(Terms<P> terms, List<SortKey> keys, Cut cut, KeysetForm form, boolean nullsInRows) {
        List<P> conditions = new ArrayList<>();
        Segment segment = cut.segment();
        if (segment == null) {
            return conditions;
        }
        for (int i = 0; i < segment.nulls(); i++) {
            conditions.add(terms.isNull(i));
        }
        if (cut.fromCut() && segment.nulls() < keys.size()) {
            // A comparison with a value leaves out the rows that have none.
            conditions.add(new CutPredicate<>(terms, keys, cut, segment.nulls(), form, nullsInRows).build());
        } else if (segment.valued()) {
            conditions.add(terms.isNotNull(segment.nulls()));
        }
        return conditions;
    }

    private CutPredicate(Terms<P> terms, List<SortKey> keys, Cut cut, int first, KeysetForm form, boolean nullsInRows) {
        this.terms = terms;
        this.keys = keys;
        this.cut = cut;
        this.first = first;
        this.form = form;
        this.nullsInRows = nullsInRows;
    }

    private P build() {
        int prefix = prefix();
        if (first + prefix == keys.size()) {
            return rows(prefix, cut.inclusive());
        }
        List<P> beyond = new ArrayList<>();
        for (int i = first; i < first + prefix; i++) {
            beyond.add(equal(i));
        }
        beyond.add(after(first + prefix));
        return terms.and(List.of(rows(prefix, true), terms.or(List.of(rows(prefix, false), terms.and(beyond)))));
    }

    /** How many keys may be compared as one row. */
    private int prefix() {
        int length = 1;
        while (form == KeysetForm.ROW_VALUES && first + length < keys.size() && goesOn(first + length)) {
            length++;
        }
        return length;
    }

    /** Whether it goes the same way as the first key, and none of the rows behind the cut lacks a value of it. */
    private boolean goesOn(int key) {
        SortKey next = keys.get(key);
        return next.descending(cut.backward()) == keys.get(first).descending(cut.backward())
                && !cut.isNull(key)
                && (!next.nullable() || (nullsInRows && next.nullsFirst(cut.backward())));
    }

    private P rows(int length, boolean orEqual) {
        return length == 1 ? later(first, orEqual) : terms.compareRow(first, length, operator(first, orEqual));
    }

    private P later(int key, boolean orEqual) {
        return terms.compare(key, operator(key, orEqual));
    }

    private String operator(int key, boolean orEqual) {
        return (keys.get(key).descending(cut.backward()) ? "<" : ">") + (orEqual ? "=" : "");
    }

    /** Later than the cut by this key or one after it, given that those before it are equal. */
    private P after(int key) {
        if (key == keys.size() - 1) {
            return afterLast(key);
        }
        P equal = terms.and(List.of(equal(key), after(key + 1)));
        if (cut.isNull(key)) {
            return keys.get(key).nullsFirst(cut.backward()) ? terms.or(List.of(terms.isNotNull(key), equal)) : equal;
        }
        return hasNullsBehind(key)
                ? terms.or(List.of(later(key, false), terms.isNull(key), equal))
                : terms.or(List.of(later(key, false), equal));
    }

    private P afterLast(int key) {
        if (cut.isNull(key)) {
            boolean valuesBehind = keys.get(key).nullsFirst(cut.backward());
            if (cut.inclusive()) {
                return valuesBehind ? terms.always() : terms.isNull(key);
            }
            return valuesBehind ? terms.isNotNull(key) : terms.never();
        }
        P later = later(key, cut.inclusive());
        return hasNullsBehind(key) ? terms.or(List.of(later, terms.isNull(key))) : later;
    }

    private boolean hasNullsBehind(int key) {
        return keys.get(key).nullable() && !keys.get(key).nullsFirst(cut.backward());
    }

    private P equal(int key) {
        return cut.isNull(key) ? terms.isNull(key) : terms.compare(key, "=");
    }
}
