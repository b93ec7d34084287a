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
package dev.ashlar.softdelete.internal.purge;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;

/** A row that may be purged. */
final class Row {

    /** What is to become of a row. */
    enum Fate {
        /** Nobody knows yet. */
        OPEN,
        /** It is purged. */
        GOES,
        /** A remaining row refers to it. */
        STAYS
    }

    /**
     * A foreign key.
     *
     * @param reference what has it
     * @param from the row that refers
     * @param to the row that is referred to
     */
    record Edge(Reference reference, Row from, Row to) {}

    private final EntityPersister type;
    private final Object id;
    private final Object key;
    private final boolean young;
    private final List<Edge> references = new ArrayList<>(1);
    private Fate fate = Fate.OPEN;
    private int level;

    /**
     * A row.
     *
     * @param type its own entity type
     * @param key the identifier as {@link Columns} have it
     * @param young whether it goes by the deletion of its parent alone
     */
    Row(EntityPersister type, Object id, Object key, boolean young) {
        this.type = type;
        this.id = id;
        // One object instead of two equal ones, of which there may be millions.
        this.key = key.equals(id) ? id : key;
        this.young = young;
    }

    EntityPersister type() {
        return type;
    }

    Object id() {
        return id;
    }

    Object key() {
        return key;
    }

    boolean isYoung() {
        return young;
    }

    /** The foreign keys by which it refers to other rows that may be purged. */
    List<Edge> references() {
        return references;
    }

    Fate fate() {
        return fate;
    }

    void stays() {
        fate = Fate.STAYS;
    }

    void reopen() {
        fate = Fate.OPEN;
    }

    /** Rows of a level are deleted after those of lower ones. */
    void goesAt(int atLevel) {
        fate = Fate.GOES;
        level = atLevel;
    }

    int level() {
        return level;
    }
}
