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
package dev.ashlar.softdelete.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.ThrowingConsumer;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.DeletedParentException;
import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes after a removal, in the same transaction or another one. */
@PersistenceTest(entities = {Team.class, Player.class, Shelf.class, Jar.class})
class DeletedParentTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;
    private Scene scene;

    DeletedParentTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    @BeforeEach
    void write() {
        scene = Scene.of(factory, Family.VERSIONED, transactions);
    }

    @Test
    void getsNoChildFromTheStatelessSessionThatRemovedIt() {
        assertRefusedStateless(session -> {
            Team team = new Team();
            session.insert(team);
            Player player = player(team);
            session.insert(player);
            session.delete(player);
            session.delete(team);
            session.insert(player(team));
        });
    }

    @Test
    void getsNoChildFromTheTransactionWhoseStatementMarkedIt() {
        assertRefused(em -> {
            em.persist(player(em.getReference(Team.class, scene.parent)));
            em.flush();
            SoftDeletes.in(em).softDelete(em.createQuery("delete from Player p where p.parent.id = " + scene.parent));
            SoftDeletes.in(em).softDelete(em.createQuery("delete from Team t where t.id = " + scene.parent));
            em.clear();
            em.persist(player(em.getReference(Team.class, scene.parent)));
            em.flush();
        });
    }

    @Test
    void getsNoChildFromTheSessionThatRemovedAndForgotIt() {
        assertRefused(em -> {
            em.persist(player(em.getReference(Team.class, scene.parent)));
            em.flush();
            em.clear();
            em.remove(em.find(Team.class, scene.parent));
            em.flush();
            em.clear();
            em.persist(player(em.getReference(Team.class, scene.parent)));
            em.flush();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void getsNoChildMovedByAStatelessSession(boolean upsert) throws Exception {
        Race.alone(scene.removal(Way.SESSION));

        assertRefusedStateless(session -> {
            Team team = new Team();
            team.id = scene.parent;
            Player moved = session.get(Player.class, scene.otherChild);
            moved.parent = team;
            if (upsert) {
                session.upsert(moved);
            } else {
                session.update(moved);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotMadeLiveByAStatelessSessionThatKnewItLive(boolean upsert) throws Exception {
        Scene unversioned = Scene.of(factory, Family.UNVERSIONED, transactions);
        Shelf known = transactions.stateless().call(session -> session.get(Shelf.class, unversioned.parent));
        Race.alone(unversioned.removal(Way.SESSION));

        assertThatThrownBy(() -> transactions.stateless().run(session -> {
                    if (upsert) {
                        session.upsert(known);
                    } else {
                        session.update(known);
                    }
                }))
                .isInstanceOf(StaleObjectStateException.class);
        assertThat(unversioned.isParentDeleted()).isTrue();
    }

    private void assertRefused(ThrowingConsumer<EntityManager, RuntimeException> work) {
        assertThatThrownBy(() -> transactions.run(work)).isInstanceOf(DeletedParentException.class);
    }

    private void assertRefusedStateless(ThrowingConsumer<StatelessSession, RuntimeException> work) {
        assertThatThrownBy(() -> transactions.stateless().run(work)).isInstanceOf(DeletedParentException.class);
    }

    private static Player player(Team team) {
        Player player = new Player();
        player.parent = team;
        return player;
    }
}
