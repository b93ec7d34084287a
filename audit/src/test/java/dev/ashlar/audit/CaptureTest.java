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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the history says about what a {@code Session} did. */
@PersistenceTest(
        entities = {Document.class, Label.class},
        isolation = TestIsolation.TRUNCATE)
class CaptureTest {

    private final EntityManagerFactory factory;

    CaptureTest(EntityManagerFactory factory) {
        this.factory = factory;
    }

    private List<AuditLog> log() {
        return factory.callInTransaction(em ->
                em.createQuery("from AuditLog order by id", AuditLog.class).getResultList());
    }

    private static Document full(EntityManager em) {
        Label label = new Label(1, "one");
        em.persist(label);
        Document document = new Document("a \"quoted\" title");
        document.price = new BigDecimal("1.50");
        document.state = Document.State.DRAFT;
        document.token = new UUID(1, 2);
        document.scan = new byte[] {1, 2, 3};
        document.secret = "secret";
        document.note = "note";
        document.place = new Document.Place("Ghent", "12b");
        document.label = label;
        document.words.add("x");
        document.lines.addAll(List.of("l0", "l1"));
        document.counts.put("k", 7);
        document.labels.add(label);
        em.persist(document);
        return document;
    }

    @Test
    void tellsAllOfAnInsert() {
        ChangeContext.of(Actor.user("alice")).reason("because").run(() -> factory.runInTransaction(CaptureTest::full));

        AuditLog row = log().get(1);
        assertThat(row.action()).isEqualTo(AuditAction.INSERT);
        assertThat(row.actor()).contains("alice");
        assertThat(row.reason()).contains("because");
        assertThat(row.newValues())
                .containsEntry("title", "a \"quoted\" title")
                .containsEntry("price", "1.50")
                .containsEntry("state", "DRAFT")
                .containsEntry("token", new UUID(1, 2).toString())
                .containsEntry("secret", new AuditValue.Masked())
                .doesNotContainKeys("note", "version", "updatedAt", "id")
                .containsEntry("label", 1L)
                .containsEntry("words", List.of("x"))
                .containsEntry("lines", Map.of("0", "l0", "1", "l1"))
                .containsEntry("counts", Map.of("k", 7L))
                .containsEntry("labels", List.of(1L));
        assertThat(row.newValues().get("place")).isEqualTo(Map.of("town", "Ghent", "door", new AuditValue.Masked()));
        assertThat(row.newValues().get("scan")).isInstanceOf(AuditValue.Digest.class);
        assertThat(row.oldValues()).isEmpty();
    }

    @Test
    void tellsOfAnUpdateWhatChanged() {
        Long id = factory.callInTransaction(em -> full(em).id);

        factory.runInTransaction(em -> {
            Document document = em.find(Document.class, id);
            document.title = "new";
            document.secret = "other";
            document.words.add("y");
            document.lines.set(1, "changed");
            document.counts.remove("k");
            em.flush();
            document.title = "newer";
        });

        AuditLog row = log().get(2);
        assertThat(row.action()).isEqualTo(AuditAction.UPDATE);
        assertThat(row.changedFields()).containsExactlyInAnyOrder("title", "secret", "words", "lines", "counts");
        assertThat(row.oldValues())
                .containsEntry("title", "a \"quoted\" title")
                .containsEntry("secret", new AuditValue.Masked())
                .containsEntry("words", List.of())
                .containsEntry("lines", Map.of("1", "l1"))
                .containsEntry("counts", Map.of("k", 7L));
        assertThat(row.newValues())
                .containsEntry("title", "newer")
                .containsEntry("words", List.of("y"))
                .containsEntry("lines", Map.of("1", "changed"))
                .containsEntry("counts", Map.of());
    }

    @Test
    void tellsAllOfADelete() {
        Long id = factory.callInTransaction(em -> full(em).id);

        factory.runInTransaction(em -> em.remove(em.find(Document.class, id)));

        AuditLog row = log().get(2);
        assertThat(row.action()).isEqualTo(AuditAction.DELETE);
        assertThat(row.oldValues()).containsEntry("price", "1.5000").containsEntry("label", 1L);
        assertThat(row.newValues()).isEmpty();
    }

    @Test
    void tellsNothingOfWhatIsTakenBack() {
        Long id = factory.callInTransaction(em -> full(em).id);

        factory.runInTransaction(em -> {
            Document document = em.find(Document.class, id);
            document.title = "new";
            document.words.add("y");
            em.flush();
            document.title = "a \"quoted\" title";
            document.words.remove("y");
            Document other = new Document("other");
            em.persist(other);
            em.flush();
            em.remove(other);
        });

        assertThat(log()).hasSize(2);
    }
}
