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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.RecordState.Presence;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a record at one point of its history, played from one side. */
final class Played {

    final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Presence presence = Presence.UNKNOWN;

    boolean exists() {
        return presence != Presence.ABSENT;
    }

    @Nullable
    Object told(String name) {
        return values.containsKey(name) ? values.get(name) : Values.UNKNOWN;
    }

    /** A statement writes columns of the entity, never a collection. */
    void forgetAttributes(LoggedEntity entity) {
        values.keySet().removeIf(name -> collection(entity, name) == null);
    }

    void change(LoggedEntity entity, Map<String, @Nullable Object> went, Map<String, @Nullable Object> came) {
        came.forEach((name, value) -> {
            Object before = told(name);
            values.put(
                    name,
                    collection(entity, name) == null
                            ? Values.completed(value, before)
                            : Values.changed(before, went.get(name), value));
        });
    }

    /** A collection by its name; null if it is none, or not any more. */
    static @Nullable LoggedCollection collection(LoggedEntity entity, String name) {
        for (LoggedCollection collection : entity.collections()) {
            if (collection.name().equals(name)) {
                return collection;
            }
        }
        return null;
    }
}
