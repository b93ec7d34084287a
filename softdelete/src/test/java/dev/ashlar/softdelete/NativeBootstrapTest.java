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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.OptimisticLockException;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session factory that Hibernate's own bootstrap made, which lets one remove detached instances. */
class NativeBootstrapTest {

    private SessionFactory factory;
    private Long paper;

    @BeforeEach
    void open() {
        factory = new Configuration()
                .addAnnotatedClass(RemovalTrapsTest.Paper.class)
                .addAnnotatedClass(RemovalTrapsTest.Slip.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:native;DB_CLOSE_DELAY=0")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
        factory.inTransaction(session -> {
            RemovalTrapsTest.Paper written = new RemovalTrapsTest.Paper();
            session.persist(written);
            paper = written.id;
            RemovalTrapsTest.Slip slip = new RemovalTrapsTest.Slip();
            slip.id = 1L;
            session.persist(slip);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private <T> T stored(Class<T> type, Object id) {
        return factory.fromTransaction(session -> SoftDeletes.in(session).withDeleted(() -> session.find(type, id)));
    }

    @Test
    void marksTheRowOfADetachedInstance() {
        RemovalTrapsTest.Paper detached = stored(RemovalTrapsTest.Paper.class, paper);
        RemovalTrapsTest.Slip slip = stored(RemovalTrapsTest.Slip.class, 1L);

        factory.inTransaction(session -> {
            session.remove(detached);
            session.remove(slip);
        });

        assertThat(stored(RemovalTrapsTest.Paper.class, paper).isDeleted()).isTrue();
        assertThat(stored(RemovalTrapsTest.Paper.class, paper).version).isEqualTo(1);
        assertThat(stored(RemovalTrapsTest.Slip.class, 1L).isDeleted()).isTrue();
    }

    @Test
    void refusesADetachedInstanceThatIsStale() {
        RemovalTrapsTest.Paper stale = stored(RemovalTrapsTest.Paper.class, paper);
        factory.inTransaction(session -> session.find(RemovalTrapsTest.Paper.class, paper).text = "newer");

        Consumer<Session> removal = session -> session.remove(stale);
        assertThatThrownBy(() -> factory.inTransaction(removal::accept)).isInstanceOf(OptimisticLockException.class);
        assertThat(stored(RemovalTrapsTest.Paper.class, paper).isDeleted()).isFalse();
    }

    @Test
    void marksWhatTheSessionHasLoadedOfADetachedInstance() {
        RemovalTrapsTest.Paper detached = stored(RemovalTrapsTest.Paper.class, paper);

        factory.inTransaction(session -> {
            RemovalTrapsTest.Paper managed = session.find(RemovalTrapsTest.Paper.class, paper);
            session.remove(detached);
            assertThat(managed.isDeleted()).isTrue();
            assertThat(session.find(RemovalTrapsTest.Paper.class, paper)).isNull();
        });
    }

    @Test
    void keepsTheMarksOfADeletedDetachedInstance() {
        factory.inTransaction(session -> session.remove(session.find(RemovalTrapsTest.Paper.class, paper)));
        RemovalTrapsTest.Paper deleted = stored(RemovalTrapsTest.Paper.class, paper);

        factory.inTransaction(session -> session.remove(deleted));

        assertThat(stored(RemovalTrapsTest.Paper.class, paper).deletion).isEqualTo(deleted.deletion);
        assertThat(stored(RemovalTrapsTest.Paper.class, paper).version).isEqualTo(1);
    }
}
