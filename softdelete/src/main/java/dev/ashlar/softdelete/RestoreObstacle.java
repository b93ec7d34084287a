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
package dev.ashlar.softdelete;

import java.util.List;
import java.util.Objects;

/**
 * What stands in the way of a restore.
 *
 * @param kind what it is
 * @param row the row that cannot come back
 * @param by the row that stands in its way: the deleted parent, or the live row
 * @param attributes the attributes that have the live row's values; empty for a parent
 */
public record RestoreObstacle(Kind kind, DeletedRow row, DeletedRow by, List<String> attributes) {

    /** What may stand in the way. */
    public enum Kind {
        /** A parent, which would remove the row with it, is deleted and does not come back too. */
        DELETED_PARENT,
        /** A live row has the same values in attributes that are {@link UniqueAmongLive}. */
        LIVE_DUPLICATE
    }

    /** Copies the list. */
    public RestoreObstacle {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(by, "by");
        attributes = List.copyOf(attributes);
    }

    @Override
    public String toString() {
        return kind == Kind.DELETED_PARENT
                ? row + ": its parent " + by + " is deleted"
                : row + ": the live " + by + " has the same " + String.join(", ", attributes);
    }
}
