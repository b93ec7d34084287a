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

import org.jspecify.annotations.Nullable;

/**
 * A value before and after, in the form in which the log has it; what is not known is an {@link AuditValue}.
 *
 * @param before the value before; null also where there was no record
 * @param after the value after; null also where there is no record
 */
public record Difference(@Nullable Object before, @Nullable Object after) {}
