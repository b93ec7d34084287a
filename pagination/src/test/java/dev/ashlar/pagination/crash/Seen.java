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
package dev.ashlar.pagination.crash;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** That a reading was seen; there is one for each time. */
@Entity
@Table(name = "seen")
class Seen {

    @Id
    @GeneratedValue(generator = "seen_seq")
    @SequenceGenerator(name = "seen_seq", allocationSize = 1_000)
    @Nullable
    Long id;

    Long reading = 0L;

    protected Seen() {}

    Seen(Long reading) {
        this.reading = reading;
    }
}
