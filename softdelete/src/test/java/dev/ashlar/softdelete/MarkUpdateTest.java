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
package dev.ashlar.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlKind;
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.SqlStatement;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the update of a removal writes. */
@PersistenceTest(entities = Leaflet.class)
class MarkUpdateTest {

    private final SessionFactory factory;
    private Long id;
    private Instant written;

    MarkUpdateTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        Leaflet leaflet = new Leaflet("first");
        factory.inTransaction(session -> session.persist(leaflet));
        id = leaflet.id;
        written = leaflet.updatedAt;
    }

    @Test
    void writesMarksAndVersionAndWhatEveryUpdateWrites(SqlLog sql) {
        sql.clear();

        ChangeContext.of(Actor.user("alice")).run(() -> remove("first"));

        assertThat(updates(sql))
                .singleElement()
                .asString()
                .contains("deleted_at", "deleted_by", "deletion_id", "version", "updated_at")
                .doesNotContain("title", "body");
        Leaflet removed = removed();
        assertThat(removed.isDeleted()).isTrue();
        assertThat(removed.deletedBy()).contains("alice");
        assertThat(removed.version).isEqualTo(1);
        assertThat(removed.title).isEqualTo("first");
        assertThat(removed.updatedAt).isAfter(written);
    }

    @Test
    void writesWhatWasChangedBeforeTheRemovalToo() {
        remove("second");

        assertThat(removed().isDeleted()).isTrue();
        assertThat(removed().title).isEqualTo("second");
    }

    @Test
    void writesWhatAListenerOfTheUpdateChanges() {
        factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class)
                .appendListeners(EventType.PRE_UPDATE, event -> {
                    if (event.getId().equals(id)) {
                        event.getState()[event.getPersister().getPropertyIndex("body")] = "heard";
                    }
                    return false;
                });

        remove("first");

        assertThat(removed().body).isEqualTo("heard");
    }

    @Test
    void writesTheWholeRowForAnOrdinaryChange(SqlLog sql) {
        sql.clear();

        factory.inTransaction(session -> session.find(Leaflet.class, id).title = "third");

        assertThat(updates(sql)).singleElement().asString().contains("title", "body");
    }

    private void remove(String title) {
        factory.inTransaction(session -> {
            Leaflet leaflet = session.find(Leaflet.class, id);
            leaflet.title = title;
            session.remove(leaflet);
        });
    }

    private Leaflet removed() {
        return factory.fromTransaction(
                session -> SoftDeletes.in(session).withDeleted(() -> session.find(Leaflet.class, id)));
    }

    private static List<String> updates(SqlLog sql) {
        return sql.statements().stream()
                .filter(statement -> statement.kind() == SqlKind.UPDATE)
                .map(SqlStatement::sql)
                .toList();
    }
}
