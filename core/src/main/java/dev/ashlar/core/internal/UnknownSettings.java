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

import dev.ashlar.core.ground.KnownSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Settings that look like ours and are not. */
final class UnknownSettings {

    private UnknownSettings() {}

    static List<String> problems(Map<String, Object> settings, Collection<KnownSettings> modules) {
        Set<String> known = new TreeSet<>();
        modules.forEach(module -> known.addAll(module.names()));
        return settings.keySet().stream()
                .filter(name -> name.startsWith(KnownSettings.PREFIX) && !known.contains(name))
                // Hibernate takes the JVM's system properties for settings too.
                .filter(name -> System.getProperty(name) == null)
                .sorted()
                .map(name -> "A setting is unknown: " + name + "=[" + settings.get(name) + "] known=" + known
                        + ". Mend its name, or add the module that it belongs to.")
                .toList();
    }
}
