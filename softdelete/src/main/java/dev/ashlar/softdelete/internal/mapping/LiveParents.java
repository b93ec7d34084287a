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
package dev.ashlar.softdelete.internal.mapping;

import dev.ashlar.core.ground.ChangeScope;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.engine.spi.EntityKey;

/** Rows that are live, and that nobody else marks until the transaction ends, for it has inserted or locked them. */
public final class LiveParents implements ChangeScope.Listener {

    /** Beyond it is cheaper to ask again than to remember. */
    private static final int MOST = 10_000;

    private final Set<EntityKey> parents = new HashSet<>();

    private LiveParents() {}

    static LiveParents of(ChangeScope scope) {
        LiveParents parents = new LiveParents();
        scope.addListener(parents);
        return parents;
    }

    /** Whether a row is known to be live. */
    public boolean contains(EntityKey key) {
        return parents.contains(key);
    }

    /** Remembers one. */
    public void add(EntityKey key) {
        if (parents.size() < MOST) {
            parents.add(key);
        }
    }

    /** The transaction itself has marked one. */
    public void forget(EntityKey key) {
        parents.remove(key);
    }

    /** The transaction itself has marked some. */
    public void forget() {
        parents.clear();
    }

    /** The locks are gone with the savepoint. */
    @Override
    public void rolledBack() {
        parents.clear();
    }
}
