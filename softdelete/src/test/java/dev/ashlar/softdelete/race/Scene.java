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

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.softdelete.race.Race.Side;
import dev.ashlar.softdelete.race.Race.Stop;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** A parent with two children, another parent with one, what the sides of a race do to them, and what is stored afterwards. */
final class Scene {

    /** A longer one PostgreSQL would keep elsewhere. */
    private static final String QUARTER_OF_A_PAGE = "x".repeat(1_900);

    private final EntityManagerFactory factory;
    private final Family family;
    private final Transactions transactions;
    Long parent;
    Long other;
    Long child;
    Long otherChild;

    private Scene(EntityManagerFactory factory, Family family, Transactions transactions) {
        this.factory = factory;
        this.family = family;
        this.transactions = transactions;
    }

    /** Stores the rows; the sides run in these transactions. */
    static Scene of(EntityManagerFactory factory, Family family, Transactions transactions) {
        Scene scene = new Scene(factory, family, transactions);
        factory.runInTransaction(em -> {
            Family.Parent parent = persist(em, family.newParent().get());
            Family.Parent other = persist(em, family.newParent().get());
            Family.Child child = persist(em, family.childOf(parent));
            persist(em, family.childOf(parent));
            Family.Child otherChild = persist(em, family.childOf(other));
            scene.parent = parent.id();
            scene.other = other.id();
            scene.child = child.id();
            scene.otherChild = otherChild.id();
        });
        return scene;
    }

    private static <T> T persist(EntityManager em, T entity) {
        em.persist(entity);
        return entity;
    }

    /** Leaves no room for another version of the parent's row beside it. */
    Scene fillPageOfTeam() {
        factory.runInTransaction(em -> {
            em.find(Team.class, parent).charter = QUARTER_OF_A_PAGE;
            em.flush();
            for (int i = 0; i < 8; i++) {
                Team filler = new Team();
                filler.charter = QUARTER_OF_A_PAGE;
                em.persist(filler);
            }
        });
        return this;
    }

    /** Removes the parent with its children. */
    Side removal(Way way) {
        return switch (way) {
            case SESSION -> removal(parent);
            case STATELESS -> statelessRemoval();
            case STATEMENT -> statementRemoval();
        };
    }

    Side removal(Long... ids) {
        return progress -> transactions.run(em -> {
            for (Long id : ids) {
                em.remove(found(em.find(family.parent(), id)));
            }
            progress.at(Stop.READ);
            em.flush();
            progress.at(Stop.FLUSHED);
        });
    }

    /** Removes parents one after the other, each flushed. */
    Side removalInTurn(Long... ids) {
        return progress -> transactions.run(em -> {
            for (Long id : ids) {
                em.remove(found(em.find(family.parent(), id)));
                em.flush();
                progress.at(Stop.READ);
            }
            progress.at(Stop.FLUSHED);
        });
    }

    private Side statelessRemoval() {
        return progress -> transactions.stateless().run(session -> {
            Family.Parent removed = found(session.get(family.parent(), parent));
            List<?> children = session.createSelectionQuery(
                            "from " + family.childName() + " c where c.parent.id = :parent", family.child())
                    .setParameter("parent", parent)
                    .getResultList();
            progress.at(Stop.READ);
            children.forEach(session::delete);
            session.delete(removed);
            progress.at(Stop.FLUSHED);
        });
    }

    private Side statementRemoval() {
        return progress -> transactions.run(em -> {
            SoftDeletes deletes = SoftDeletes.in(em);
            progress.at(Stop.READ);
            deletes.softDelete(em.createQuery("delete from " + family.childName() + " c where c.parent.id = :parent")
                    .setParameter("parent", parent));
            int marked = deletes.softDelete(em.createQuery("delete from " + family.parentName() + " p where p.id = :id")
                    .setParameter("id", parent));
            if (marked == 0) {
                throw new Gone();
            }
            progress.at(Stop.FLUSHED);
        });
    }

    Side childRemoval() {
        return progress -> transactions.run(em -> {
            em.remove(found(em.find(family.child(), child)));
            progress.at(Stop.READ);
            em.flush();
            progress.at(Stop.FLUSHED);
        });
    }

    /** Changes the parent. */
    Side update(boolean stateless) {
        return progress -> {
            if (stateless) {
                transactions.stateless().run(session -> {
                    Family.Parent changed = found(session.get(family.parent(), parent));
                    changed.grow();
                    progress.at(Stop.READ);
                    session.update(changed);
                    progress.at(Stop.FLUSHED);
                });
            } else {
                transactions.run(em -> {
                    found(em.find(family.parent(), parent)).grow();
                    progress.at(Stop.READ);
                    em.flush();
                    progress.at(Stop.FLUSHED);
                });
            }
        };
    }

    /** Changes a child, also one that is deleted. */
    Side childUpdate() {
        return progress -> transactions.run(em -> {
            found(SoftDeletes.in(em).withDeleted(() -> em.find(family.child(), child)))
                    .rename("renamed");
            progress.at(Stop.READ);
            em.flush();
            progress.at(Stop.FLUSHED);
        });
    }

    /** How a parent gets one more child. */
    enum Addition {
        PERSIST,
        INSERT,
        MOVE,
        MOVE_STATELESS,
        UPSERT
    }

    /** Adds a child to the parent. */
    Side addition(Addition addition) {
        return switch (addition) {
            case PERSIST ->
                progress -> transactions.run(em -> {
                    Family.Parent owner = em.getReference(family.parent(), parent);
                    progress.at(Stop.READ);
                    em.persist(family.childOf(owner));
                    em.flush();
                    progress.at(Stop.FLUSHED);
                });
            case INSERT ->
                stateless((session, owner, progress) -> {
                    progress.at(Stop.READ);
                    session.insert(family.childOf(owner));
                });
            case MOVE ->
                progress -> transactions.run(em -> {
                    Family.Child moved = em.find(family.child(), otherChild);
                    moved.belongTo(em.getReference(family.parent(), parent));
                    progress.at(Stop.READ);
                    em.flush();
                    progress.at(Stop.FLUSHED);
                });
            case MOVE_STATELESS ->
                stateless((session, owner, progress) -> {
                    Family.Child moved = session.get(family.child(), otherChild);
                    moved.belongTo(owner);
                    progress.at(Stop.READ);
                    session.update(moved);
                });
            case UPSERT ->
                stateless((session, owner, progress) -> {
                    Family.Child moved = session.get(family.child(), otherChild);
                    moved.belongTo(owner);
                    progress.at(Stop.READ);
                    session.upsert(moved);
                });
        };
    }

    private interface StatelessAddition {
        void run(StatelessSession session, Family.Parent owner, Race.Progress progress) throws InterruptedException;
    }

    private Side stateless(StatelessAddition addition) {
        return progress -> transactions.stateless().run(session -> {
            addition.run(session, found(session.get(family.parent(), parent)), progress);
            progress.at(Stop.FLUSHED);
        });
    }

    /** Restores the child. */
    Side restore(boolean stateless) {
        return progress -> {
            if (stateless) {
                transactions.stateless().run(session -> {
                    progress.at(Stop.READ);
                    SoftDeletes.in(session).restore(family.child(), child);
                    progress.at(Stop.FLUSHED);
                });
            } else {
                transactions.run(em -> {
                    // Known to the session already, as it was when the other side had not begun.
                    SoftDeletes.in(em).withDeleted(() -> em.find(family.child(), child));
                    progress.at(Stop.READ);
                    SoftDeletes.in(em).restore(family.child(), child);
                    progress.at(Stop.FLUSHED);
                });
            }
        };
    }

    /** Restores what a deletion removed. */
    Side restore(UUID deletion, boolean stateless) {
        return progress -> {
            if (stateless) {
                transactions.stateless().run(session -> {
                    progress.at(Stop.READ);
                    SoftDeletes.in(session).restoreDeletion(deletion);
                    progress.at(Stop.FLUSHED);
                });
            } else {
                transactions.run(em -> {
                    SoftDeletes.in(em)
                            .onlyDeleted(() -> em.createQuery("from " + family.parentName(), family.parent())
                                    .getResultList());
                    progress.at(Stop.READ);
                    SoftDeletes.in(em).restoreDeletion(deletion);
                    progress.at(Stop.FLUSHED);
                });
            }
        };
    }

    private static <T> T found(T row) {
        if (row == null) {
            throw new Gone();
        }
        return row;
    }

    /** Live children of deleted parents. */
    long orphans() {
        return count("c.deletedAt is null and p.deletedAt is not null");
    }

    /** Deleted children of live parents. */
    long lost() {
        return count("c.deletedAt is not null and p.deletedAt is null");
    }

    /** Live children of live parents. */
    long alive() {
        return count("c.deletedAt is null and p.deletedAt is null and p.id = " + parent);
    }

    /** Deletions that the rows of the parent tell of. */
    long deletions() {
        return number(
                "select count(distinct c.deletionId) from " + family.childName() + " c join " + family.parentName()
                        + " p on p.id = c.parent_id where p.id = " + parent
                        + " and (c.deletionId <> p.deletionId or c.deletionId is null or p.deletionId is null)");
    }

    boolean isParentDeleted() {
        return number("select count(*) from " + family.parentName() + " where deletedAt is not null and id = " + parent)
                == 1;
    }

    boolean isChildDeleted() {
        return number("select count(*) from " + family.childName() + " where deletedAt is not null and id = " + child)
                == 1;
    }

    long parentVersion() {
        return number("select version from " + family.parentName() + " where id = " + parent);
    }

    long childVersion() {
        return number("select version from " + family.childName() + " where id = " + child);
    }

    long size() {
        return number("select size from " + family.parentName() + " where id = " + parent);
    }

    UUID deletion() {
        return factory.callInTransaction(em -> em.unwrap(Session.class)
                .createNativeQuery(
                        "select deletionId from " + family.parentName() + " where id = " + parent, UUID.class)
                .getSingleResult());
    }

    private long count(String condition) {
        return number("select count(*) from " + family.childName() + " c join " + family.parentName()
                + " p on p.id = c.parent_id where " + condition);
    }

    private long number(String sql) {
        return factory.callInTransaction(
                em -> ((Number) em.createNativeQuery(sql, Object.class).getSingleResult()).longValue());
    }
}
