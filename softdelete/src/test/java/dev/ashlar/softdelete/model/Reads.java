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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** Compares all ways to read with the model. */
final class Reads {

    private final Session session;
    private final Rows rows;
    private final Sight sight;

    private Reads(Session session, Rows rows, Sight sight) {
        this.session = session;
        this.rows = rows;
        this.sight = sight;
    }

    /** In a scope that is open. */
    static Reads of(Session session, Rows rows, Sight sight) {
        return new Reads(session, rows, sight);
    }

    /** Queries and finds. */
    Reads rows() {
        for (Class<?> type : List.of(Folder.class, Document.class, Report.class, Note.class, Label.class)) {
            Set<Long> expected = rows.ids(row -> type.isAssignableFrom(row.type.entity) && sight.shows(row));
            assertThat(query("select e.id from " + type.getSimpleName() + " e", Long.class))
                    .as("%s by query, %s", type.getSimpleName(), sight)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        rows.all().forEach(this::find);
        return this;
    }

    private <T> List<T> query(String hql, Class<T> result) {
        return session.createSelectionQuery(hql, result).getResultList();
    }

    private void find(Row row) {
        Thing found = (Thing) Hibernate.unproxy(session.find(row.type.entity, row.id));
        if (!sight.shows(row)) {
            assertThat(found).as("find %s, %s", row, sight).isNull();
            return;
        }
        assertThat(found).as("find %s, %s", row, sight).isNotNull();
        assertThat(found.name).as("name of %s", row).isEqualTo(row.name);
        assertThat(found.isDeleted()).as("%s is deleted", row).isEqualTo(!row.isLive());
        if (found instanceof Note note) {
            assertThat(id(note.parent)).as("parent of %s", row).isEqualTo(row.parent);
        } else if (found instanceof Document document) {
            assertThat(id(document.parent)).as("parent of %s", row).isEqualTo(row.parent);
        } else if (found instanceof Label label) {
            assertThat(id(label.broader)).as("broader than %s", row).isEqualTo(row.broader);
        }
    }

    private static Long id(Object entity) {
        return entity == null ? null : ((Thing) Hibernate.unproxy(entity)).id;
    }

    /** Collections that the session has not loaded yet, {@code size()} and joins. */
    Reads collections() {
        sizes("Folder", "children", row -> children(row, Row.Type.FOLDER).size());
        sizes("Folder", "documents", row -> documents(row).size());
        sizes("Document", "notes", row -> children(row, Row.Type.NOTE).size());
        sizes("Document", "labels", row -> labels(row).size());
        sizes("Document", "words", row -> row.words.size());
        joins();
        rows.all().filter(sight::shows).forEach(row -> {
            Object entity = Hibernate.unproxy(session.find(row.type.entity, row.id));
            if (entity instanceof Folder folder) {
                same(row, "children", folder.children, children(row, Row.Type.FOLDER));
                same(row, "documents", folder.documents, documents(row));
            } else if (entity instanceof Document document) {
                same(row, "notes", document.notes, children(row, Row.Type.NOTE));
                same(row, "labels", document.labels, labels(row));
                assertThat(document.words).as("words of %s", row).isEqualTo(row.words);
            }
        });
        return this;
    }

    private Set<Long> children(Row row, Row.Type type) {
        return rows.childrenOf(row)
                .filter(child -> child.type == type && sight.shows(child))
                .map(child -> child.id)
                .collect(Collectors.toSet());
    }

    private Set<Long> documents(Row row) {
        Set<Long> documents = children(row, Row.Type.DOCUMENT);
        documents.addAll(children(row, Row.Type.REPORT));
        return documents;
    }

    private Set<Long> labels(Row row) {
        Set<Long> labels = new HashSet<>(row.labels);
        labels.removeIf(label -> !sight.shows(Objects.requireNonNull(rows.get(label))));
        return labels;
    }

    private void sizes(String entity, String collection, Function<Row, Integer> size) {
        Map<Long, Integer> expected = new TreeMap<>();
        rows.all()
                .filter(row -> sight.shows(row)
                        && (entity.equals("Folder") ? row.type == Row.Type.FOLDER : row.type.isDocument()))
                .forEach(row -> expected.put(row.id, size.apply(row)));
        Map<Long, Integer> found = new TreeMap<>();
        query("select e.id, size(e." + collection + ") from " + entity + " e", Object[].class)
                .forEach(pair -> found.put((Long) pair[0], (Integer) pair[1]));
        assertThat(found).as("size(%s), %s", collection, sight).isEqualTo(expected);
    }

    private void joins() {
        Set<String> expected = new TreeSet<>();
        rows.all()
                .filter(sight::shows)
                .forEach(row -> labels(row).forEach(label -> expected.add(row.id + " " + label)));
        assertThat(query("select d.id || ' ' || l.id from Document d join d.labels l", String.class))
                .as("join of labels, %s", sight)
                .containsExactlyInAnyOrderElementsOf(expected);
        List<Note> notes = query("select n from Document d join d.notes n where n.name >= 0", Note.class);
        assertThat(notes)
                .as("join of notes, %s", sight)
                .map(note -> note.id)
                .containsExactlyInAnyOrderElementsOf(rows.ids(row -> row.type == Row.Type.NOTE
                        && sight.shows(row)
                        && sight.shows(Objects.requireNonNull(rows.parentOf(row)))));
    }

    private void same(Row row, String name, Collection<? extends Thing> found, Set<Long> expected) {
        assertThat(found)
                .as("%s of %s, %s", name, row, sight)
                .map(Reads::id)
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
