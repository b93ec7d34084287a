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
package dev.ashlar.audit;

import static dev.ashlar.audit.LogReader.log;
import static dev.ashlar.audit.LogReader.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** What a {@code StatelessSession} writes. */
@PersistenceTest(
        entities = {Label.class, Document.class},
        isolation = TestIsolation.TRUNCATE)
class StatelessTest {

    private final SessionFactory factory;

    StatelessTest(SessionFactory factory) {
        this.factory = factory;
    }

    private static Document document() {
        Document document = new Document("a");
        document.words.add("w");
        document.lines.addAll(List.of("l0", "l1"));
        document.place = new Document.Place("Ghent", "1");
        return document;
    }

    @Test
    void hasTheTrueOldValuesOfAnUpdate() {
        Long id = factory.fromStatelessTransaction(session -> (Long) session.insert(document()));
        factory.inStatelessTransaction(session -> {
            Document document = session.get(Document.class, id);
            document.title = "b";
            document.place = new Document.Place("Bruges", "1");
            document.words = new HashSet<>(Set.of("w", "v"));
            session.update(document);
        });
        AuditLog row = log(factory).get(1);
        assertThat(row.changedFields()).containsExactlyInAnyOrder("title", "place", "words");
        assertThat(row.oldValues()).containsEntry("title", "a").containsEntry("words", List.of());
        assertThat(row.oldValues().get("place")).isEqualTo(Map.of("town", "Ghent", "door", new AuditValue.Masked()));
        assertThat(row.newValues()).containsEntry("title", "b").containsEntry("words", List.of("v"));
    }

    @Test
    void tellsNothingOfAnUpdateThatChangesNothing() {
        Long id = factory.fromStatelessTransaction(session -> (Long) session.insert(document()));
        factory.inStatelessTransaction(session -> session.update(session.get(Document.class, id)));
        assertThat(told(factory)).containsExactly("INSERT Document#" + id);
    }

    @Test
    void tellsAnUpsertThatInsertsFromOneThatUpdates() {
        factory.inStatelessTransaction(session -> session.upsert(new Label(7, "a")));
        factory.inStatelessTransaction(session -> session.upsert(new Label(7, "b")));
        assertThat(told(factory)).containsExactly("INSERT Label#7", "UPDATE Label#7");
        assertThat(log(factory).get(1).oldValues()).isEqualTo(Map.of("name", "a"));
    }

    @Test
    void hasAllOldValuesOfADelete() {
        Long id = factory.fromStatelessTransaction(session -> (Long) session.insert(document()));
        factory.inStatelessTransaction(session -> {
            Document document = session.get(Document.class, id);
            for (Object collection : List.of(document.words, document.lines, document.counts, document.labels)) {
                session.fetch(collection);
            }
            session.delete(document);
        });
        AuditLog row = log(factory).get(1);
        assertThat(row.action()).isEqualTo(AuditAction.DELETE);
        assertThat(row.oldValues())
                .containsEntry("title", "a")
                .containsEntry("words", List.of("w"))
                .containsEntry("lines", Map.of("0", "l0", "1", "l1"));
    }

    @Test
    void tellsAllOfManyAtOnce() {
        factory.inStatelessTransaction(session -> session.insertMultiple(java.util.stream.LongStream.range(0, 50)
                .mapToObj(i -> new Label(i, "n"))
                .toList()));
        assertThat(log(factory)).hasSize(50);
    }
}
