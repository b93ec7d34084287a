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
package dev.ashlar.softdelete.internal.event;

import dev.ashlar.core.ground.ChangeNotice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;

/** What one flush has marked and restored. */
final class Journal {

    private final Map<Key, List<ChangeNotice.Row>> rows = new LinkedHashMap<>();
    private final Map<EntityPersister, List<Object>> marked = new LinkedHashMap<>();

    private final Set<String> roots = new HashSet<>();

    /** What a notice is about. */
    record Key(ChangeNotice.Kind kind, String entityName) {}

    /** Whether a hierarchy was not told of before. */
    boolean isFirstOf(String rootEntity) {
        return roots.add(rootEntity);
    }

    void marked(EntityPersister persister, Object entity) {
        marked.computeIfAbsent(persister, any -> new ArrayList<>()).add(entity);
    }

    void row(ChangeNotice.Kind kind, String entityName, ChangeNotice.Row row) {
        rows.computeIfAbsent(new Key(kind, entityName), any -> new ArrayList<>())
                .add(row);
    }

    /** The marked instances, by entity type. */
    Map<EntityPersister, List<Object>> marked() {
        return marked;
    }

    List<ChangeNotice> notices() {
        List<ChangeNotice> notices = new ArrayList<>();
        rows.forEach((key, changed) -> notices.add(ChangeNotice.ofRows(key.kind(), key.entityName(), changed)));
        return notices;
    }
}
