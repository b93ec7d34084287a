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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A range of the sorted rows in which it is known which of the first keys have values: the first {@code nulls} keys have none, and the
 * one after them has one, if {@code valued}. Rows are sorted by the keys from that one on, without a word about nulls, so an ordinary
 * index serves each range.
 *
 * @param nulls how many of the first keys have no value in all its rows
 * @param valued whether the key after them may have none by its mapping, but has one in all rows of this range
 */
record Segment(int nulls, boolean valued) {

    /** All of them, in the order of the sort. */
    static List<Segment> of(List<SortKey> keys, boolean backward) {
        List<Segment> segments = from(keys, 0);
        if (backward) {
            Collections.reverse(segments);
        }
        return segments;
    }

    private static List<Segment> from(List<SortKey> keys, int nulls) {
        List<Segment> segments = new ArrayList<>();
        if (nulls == keys.size() || !keys.get(nulls).nullable()) {
            segments.add(new Segment(nulls, false));
            return segments;
        }
        Segment valued = new Segment(nulls, true);
        segments.addAll(from(keys, nulls + 1));
        segments.add(keys.get(nulls).nullsFirst() ? segments.size() : 0, valued);
        return segments;
    }
}
