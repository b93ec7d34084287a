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
package dev.ashlar.softdelete.model;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A row of the model. */
final class Row {

    enum Type {
        FOLDER(Folder.class),
        DOCUMENT(Document.class),
        REPORT(Report.class),
        NOTE(Note.class),
        LABEL(Label.class);

        final Class<? extends Thing> entity;

        Type(Class<? extends Thing> entity) {
            this.entity = entity;
        }

        boolean isDocument() {
            return this == DOCUMENT || this == REPORT;
        }

        /** Whether rows may belong to a row of another type. */
        boolean isChildOf(Type parent) {
            return switch (this) {
                case FOLDER, DOCUMENT, REPORT -> parent == FOLDER;
                case NOTE -> parent.isDocument();
                case LABEL -> false;
            };
        }
    }

    /** A deletion, equal to itself alone. */
    record Deletion(int number, String actor) {}

    final Type type;
    final long id;
    int name;
    /** What removes it. */
    @Nullable
    Long parent;
    /** Of a label. */
    @Nullable
    Long broader;

    Set<Long> labels = new TreeSet<>();
    Set<String> words = new TreeSet<>();

    @Nullable
    Deletion deletion;
    /** Since the last commit. */
    boolean touched = true;

    Row(Type type, long id) {
        this.type = type;
        this.id = id;
    }

    Row copy() {
        Row copy = new Row(type, id);
        copy.name = name;
        copy.parent = parent;
        copy.broader = broader;
        copy.labels = new TreeSet<>(labels);
        copy.words = new TreeSet<>(words);
        copy.deletion = deletion;
        copy.touched = touched;
        return copy;
    }

    boolean isLive() {
        return deletion == null;
    }

    @Override
    public String toString() {
        return type.entity.getSimpleName() + "#" + id;
    }
}
