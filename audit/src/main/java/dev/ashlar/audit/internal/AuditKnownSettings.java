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
package dev.ashlar.audit.internal;

import dev.ashlar.audit.AuditSettings;
import dev.ashlar.core.ground.KnownSettings;
import java.util.Set;

/** What this module reads. */
public final class AuditKnownSettings implements KnownSettings {

    /** For the service loader. */
    public AuditKnownSettings() {}

    @Override
    public Set<String> names() {
        return Set.of(
                AuditSettings.LOG_ALL,
                AuditSettings.ON_FAILURE,
                AuditSettings.MAX_TEXT,
                AuditSettings.STATELESS_OLD_VALUES,
                AuditSettings.INDEXES,
                AuditSettings.BULK,
                AuditSettings.NATIVE_DML,
                AuditSettings.PARTITIONS,
                AuditSettings.SEALS);
    }
}
