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
package dev.ashlar.core.internal;

import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.ground.KnownSettings;
import dev.ashlar.core.naming.NamingSettings;
import java.util.Set;

/** What this module reads. */
public final class CoreKnownSettings implements KnownSettings {

    /** For the service loader. */
    public CoreKnownSettings() {}

    @Override
    public Set<String> names() {
        return Set.of(
                CoreSettings.TIME_SOURCE,
                CoreSettings.CHANGE_CONTEXT_PROVIDER,
                CoreSettings.REQUIRE_ACTOR,
                CoreSettings.READ_BACK,
                NamingSettings.NAMING);
    }
}
