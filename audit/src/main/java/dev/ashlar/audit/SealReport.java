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

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@link AuditSeals#seal()} did.
 *
 * @param rows how many log rows it sealed
 * @param seals in how many batches
 * @param late how many rows it came across and left alone, because they say that they are from a time that was sealed before
 * @param newest the newest seal that there is now; null if there is none
 */
public record SealReport(
        long rows, int seals, long late, @Nullable SealAnchor newest) {

    /** Returns what to keep elsewhere; nothing as long as nothing was ever sealed. */
    public Optional<SealAnchor> anchor() {
        return Optional.ofNullable(newest);
    }
}
