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
package dev.ashlar.core.transaction;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What rows, sessions and blocks should be: plain maps, of which each block keeps a copy to go back to. */
final class ModelState {

    record Key(Class<?> type, Object id) {}

    record Hook(int number, boolean onCommit, boolean failing) {}

    /** An entity in a session. */
    static final class Managed {
        final Object entity;
        /** As last read or written. */
        Map<String, Object> loaded;
        /** As the instance should be. */
        Map<String, Object> current;

        boolean isNew;
        boolean removed;
        /** A collection that was changed is written, even if it was changed back. */
        boolean touched;
        /** Read while a nested block ran: right again when that has ended. */
        boolean uncertain;

        Managed(Object entity, Map<String, Object> row) {
            this.entity = entity;
            this.loaded = copy(row);
            this.current = copy(row);
        }

        boolean isDirty() {
            return touched || !current.equals(loaded);
        }

        void read(Map<String, Object> row) {
            loaded = copy(row);
            current = copy(row);
            touched = false;
        }
    }

    /** A transaction or nested block with its session. */
    static final class Level {
        final EntityManager em;
        final Map<Key, Map<String, Object>> before;
        final Map<Key, Managed> managed = new LinkedHashMap<>();
        final Set<Key> written = new HashSet<>();
        /** Accounts of which an entry was inserted or deleted. */
        final Set<Key> owners = new HashSet<>();

        final Set<Class<?>> bulk = new HashSet<>();
        final List<Object> inserted = new ArrayList<>();
        final Set<Key> insertedKeys = new HashSet<>();
        final List<Hook> hooks = new ArrayList<>();
        boolean marked;

        @Nullable
        Throwable firstFailure;

        @Nullable
        Throwable thrown;

        Level(EntityManager em, Map<Key, Map<String, Object>> rows) {
            this.em = em;
            this.before = copyAll(rows);
        }

        boolean isRemoved(Key key) {
            Managed entity = managed.get(key);
            return entity != null && entity.removed;
        }
    }

    /** As this transaction sees them, without what is not flushed. */
    Map<Key, Map<String, Object>> rows = new LinkedHashMap<>();

    final List<Level> levels = new ArrayList<>();

    Level top() {
        return levels.get(levels.size() - 1);
    }

    static Map<String, Object> fields(Object entity) {
        Map<String, Object> fields = new TreeMap<>();
        if (entity instanceof Account account) {
            fields.put("name", account.name);
            fields.put("balance", account.balance);
            fields.put("version", Objects.requireNonNullElse(account.getVersion(), -1));
        } else if (entity instanceof Entry entry) {
            fields.put("text", entry.text);
            fields.put("account", Objects.requireNonNull(entry.account.getId()));
        } else {
            fields.put("amount", ((Basket) entity).amount);
            fields.put("items", new TreeSet<>(((Basket) entity).items));
        }
        return fields;
    }

    static Map<String, Object> copy(Map<String, Object> row) {
        Map<String, Object> copy = new TreeMap<>(row);
        copy.computeIfPresent("items", (name, items) -> new TreeSet<>((Collection<?>) items));
        return copy;
    }

    private static Map<Key, Map<String, Object>> copyAll(Map<Key, Map<String, Object>> rows) {
        Map<Key, Map<String, Object>> copy = new LinkedHashMap<>();
        rows.forEach((key, row) -> copy.put(key, copy(row)));
        return copy;
    }

    /** The keys of rows and new entities that the innermost session has not removed. */
    List<Key> visible(Class<?> type) {
        Set<Key> keys = new LinkedHashSet<>(rows.keySet());
        top().managed.forEach((key, entity) -> {
            if (entity.isNew) {
                keys.add(key);
            }
        });
        return keys.stream()
                .filter(key -> key.type() == type && !top().isRemoved(key))
                .toList();
    }

    List<Key> entriesOf(Key account) {
        return visible(Entry.class).stream()
                .filter(key -> account.id().equals(row(key).get("account")))
                .toList();
    }

    private Map<String, Object> row(Key key) {
        Managed managed = top().managed.get(key);
        return managed == null ? rows.get(key) : managed.current;
    }

    boolean isTaken(Object name) {
        return rows.values().stream().anyMatch(row -> name.equals(row.get("name")));
    }

    /** Inserts, updates, deletes, as Hibernate orders them; false if a constraint is violated. */
    boolean flush(Level level) {
        for (Map.Entry<Key, Managed> entry : level.managed.entrySet()) {
            Managed entity = entry.getValue();
            if (entity.isNew) {
                level.inserted.add(entity.entity);
                level.insertedKeys.add(entry.getKey());
                if (rows.containsKey(entry.getKey()) || isTaken(entity.loaded.getOrDefault("name", ""))) {
                    return false;
                }
                entity.isNew = false;
                write(level, entry.getKey(), entity.loaded);
            }
        }
        for (Map.Entry<Key, Managed> entry : level.managed.entrySet()) {
            Managed entity = entry.getValue();
            if (!entity.removed && entity.isDirty() && !update(level, entry.getKey(), entity)) {
                return false;
            }
        }
        level.managed.entrySet().removeIf(entry -> {
            if (entry.getValue().removed) {
                owner(level, rows.remove(entry.getKey()));
                level.written.add(entry.getKey());
            }
            return entry.getValue().removed;
        });
        return true;
    }

    private boolean update(Level level, Key key, Managed entity) {
        Object name = entity.current.getOrDefault("name", "");
        if (!name.equals(entity.loaded.get("name")) && isTaken(name)) {
            return false;
        }
        if (!Objects.equals(entity.loaded.get("version"), rows.get(key).get("version"))) {
            throw new IllegalStateException("The model's own session is stale: " + key);
        }
        entity.current.computeIfPresent("version", (field, version) -> (Integer) version + 1);
        entity.loaded = copy(entity.current);
        entity.touched = false;
        write(level, key, entity.current);
        return true;
    }

    private void write(Level level, Key key, Map<String, Object> row) {
        rows.put(key, copy(row));
        level.written.add(key);
        owner(level, row);
    }

    private static void owner(Level level, Map<String, Object> row) {
        if (row.containsKey("account")) {
            level.owners.add(new Key(Account.class, row.get("account")));
        }
    }

    /** Whether the outer session has changed what the block, flushed, has written too. */
    static boolean conflicts(Level block, Level outer) {
        return outer.managed.entrySet().stream()
                .filter(entry -> entry.getValue().isDirty())
                .anyMatch(entry -> block.written.contains(entry.getKey())
                        || block.bulk.contains(entry.getKey().type()));
    }

    void release(Level block, Level outer) {
        outer.written.addAll(block.written);
        outer.bulk.addAll(block.bulk);
        outer.owners.addAll(block.owners);
        outer.inserted.addAll(block.inserted);
        outer.insertedKeys.addAll(block.insertedKeys);
        block.managed.forEach((key, entity) -> {
            if (block.insertedKeys.contains(key)) {
                outer.inserted.add(entity.entity);
            }
        });
        outer.hooks.addAll(block.hooks);
    }

    /** The instances whose rows the rollback takes away. */
    Set<Object> rollBack(Level block) {
        rows = copyAll(block.before);
        Set<Object> lost = new LinkedHashSet<>(block.inserted);
        block.managed.values().stream().filter(entity -> entity.isNew).forEach(entity -> lost.add(entity.entity));
        return lost;
    }

    /** When a nested block has ended, its outer session shows the rows, but for what it has changed itself. */
    List<Object> resume(Level outer) {
        List<Object> gone = new ArrayList<>();
        outer.managed.entrySet().removeIf(entry -> {
            Managed entity = entry.getValue();
            entity.uncertain = false;
            Map<String, Object> row = rows.get(entry.getKey());
            if (entity.isDirty()) {
                return false;
            }
            if (row == null) {
                gone.add(entity.entity);
                return true;
            }
            entity.read(row);
            return false;
        });
        return gone;
    }
}
