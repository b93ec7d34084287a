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

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One of many rows. */
@Entity
class Visit {

    @Id
    Long id = 0L;

    @Column(nullable = false)
    Instant at = Instant.EPOCH;

    @Nullable
    Instant leftAt;

    @Nullable
    String page;

    @Column(nullable = false)
    String visitor = "";

    int seen;

    protected Visit() {}

    Visit(long id, Instant at, @Nullable Instant leftAt, @Nullable String page) {
        this.id = id;
        this.at = at;
        this.leftAt = leftAt;
        this.page = page;
        this.visitor = "v" + id % 5;
    }

    @Override
    public String toString() {
        return "V" + id;
    }
}
