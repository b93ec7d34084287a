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
package dev.ashlar.core;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Created and updated times as one embedded value, for entities that keep their superclass.
 *
 * <pre>{@code
 * @Entity
 * public class Tag implements Timestamped {
 *     private Timestamps timestamps;
 *
 *     public Timestamps getTimestamps() {
 *         return timestamps;
 *     }
 * }
 * }</pre>
 *
 * <p>The application never builds one: the first insert does. A copy held from before an update keeps the old times.
 *
 * @param createdAt when the row was inserted, {@code null} before
 * @param updatedAt when the row was last written, {@code null} before the insert
 */
@Embeddable
public record Timestamps(
        @CreatedAt @Column(name = "created_at", nullable = false) @Nullable
        Instant createdAt,

        @UpdatedAt @Column(name = "updated_at", nullable = false) @Nullable
        Instant updatedAt) {}
