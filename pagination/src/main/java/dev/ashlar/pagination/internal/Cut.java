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

import org.jspecify.annotations.Nullable;

/**
 * Which statement of a sorted query it is: what range of the rows, in which direction, from what kind of cut.
 *
 * @param segment the range; null for all rows
 * @param backward whether the rows are read against the sort
 * @param fromCut whether only those on one side of a cut are meant
 * @param inclusive whether the row beside the cut is one of them
 * @param nulls which keys have no value at the cut, a bit for each
 */
record Cut(@Nullable Segment segment, boolean backward, boolean fromCut, boolean inclusive, int nulls) {

    static final Cut ALL = new Cut(null, false, false, false, 0);

    boolean isNull(int key) {
        return (nulls & 1 << key) != 0;
    }

    /**
     * Whether all rows of the range have a value for this key, or none has one. Where nulls would stand need not be said then, so the
     * range is sorted by all keys, as an index that begins with the same ones is.
     */
    boolean isSettled(int key) {
        return segment != null && (key < segment.nulls() || (segment.valued() && key == segment.nulls()));
    }
}
