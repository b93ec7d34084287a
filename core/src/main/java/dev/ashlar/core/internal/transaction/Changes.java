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
package dev.ashlar.core.internal.transaction;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** What a nested block has sent to the database: which rows and collections, and which tables by bulk and native statements. */
public final class Changes {

    /** What became of a row. */
    public enum Kind {
        /** It is new or other. */
        WRITTEN,
        /** It is gone. */
        REMOVED
    }

    private final Map<EntityKey, Kind> entities = new LinkedHashMap<>();
    private final Set<CollectionKey> collections = new HashSet<>();
    private final Set<EntityKey> referenced = new LinkedHashSet<>();
    private final Set<String> tables = new HashSet<>();
    private final Set<Object> inserted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<EntityKey> insertedKeys = new HashSet<>();
    private final Set<String> filledTables = new HashSet<>();

    private final StatementInspector inspector;

    /**
     * None yet.
     *
     * @param inspector what inspects the statements of the block, apart from what notes the tables
     */
    public Changes(StatementInspector inspector) {
        this.inspector = inspector;
    }

    /** What inspects the statements of the block, apart from what notes the tables. */
    public StatementInspector inspector() {
        return inspector;
    }

    void written(EntityKey key) {
        entities.put(key, Kind.WRITTEN);
    }

    void inserted(EntityKey key, Object entity) {
        inserted.add(entity);
        insertedKeys.add(key);
    }

    /** Notes an instance that was read, if its row was inserted. */
    void read(EntityKey key, Object entity) {
        if (insertedKeys.contains(key)) {
            inserted.add(entity);
        }
    }

    void removed(EntityKey key) {
        entities.put(key, Kind.REMOVED);
    }

    void collection(CollectionKey key) {
        collections.add(key);
    }

    void referenced(EntityKey key) {
        referenced.add(key);
    }

    /** Notes a table that was changed by a bulk or native statement. */
    public void table(String name) {
        tables.add(name);
    }

    /** Notes a table that rows were inserted into by a bulk or native statement. */
    public void filledTable(String name) {
        filledTables.add(name);
    }

    void addAll(Changes nested) {
        entities.putAll(nested.entities);
        collections.addAll(nested.collections);
        referenced.addAll(nested.referenced);
        tables.addAll(nested.tables);
        inserted.addAll(nested.inserted);
        insertedKeys.addAll(nested.insertedKeys);
        filledTables.addAll(nested.filledTables);
    }

    /** Whether nothing was changed. */
    public boolean isEmpty() {
        return entities.isEmpty() && collections.isEmpty() && tables.isEmpty() && filledTables.isEmpty();
    }

    /** The rows, and what became of each in the end. */
    public Map<EntityKey, Kind> entities() {
        return entities;
    }

    /** The collections. */
    public Set<CollectionKey> collections() {
        return collections;
    }

    /** The rows that a written or removed row refers to or referred to, in whose collections it may be. */
    public Set<EntityKey> referenced() {
        return referenced;
    }

    /** The tables of bulk and native statements, in lower case and without schema. */
    public Set<String> tables() {
        return tables;
    }

    /** The tables with rows that nobody else can have, in lower case and without schema. */
    public Set<String> filledTables() {
        return filledTables;
    }

    /** The instances of rows that were inserted: those themselves, and what a session around the block read of them. */
    public Collection<Object> inserted() {
        return inserted;
    }
}
