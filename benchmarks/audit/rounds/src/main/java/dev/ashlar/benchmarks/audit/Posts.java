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
package dev.ashlar.benchmarks.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.boot.spi.Bootstrap;
import org.hibernate.jpa.boot.spi.PersistenceConfigurationDescriptor;

/** A contestant's tables in a schema of its own, behind a pool and a factory of its own. */
final class Posts implements AutoCloseable {

    /** Rows that are inserted, then updated, then deleted. */
    static final int ROWS = 5_000;

    private static final int IN_TRANSACTION = 50;

    private static final Instant CREATED = Instant.parse("2020-01-01T00:00:00Z");

    private final Contestant contestant;
    private final HikariDataSource pool = new HikariDataSource();
    private final EntityManagerFactory factory;
    private final HandLog log;
    private final String loading;

    private Posts(Contestant contestant, Engine engine, Engine.Server server, String schema) {
        this.contestant = contestant;
        this.log = contestant.byHand() == null ? null : new HandLog(engine, contestant.byHand());
        this.loading = "select p from " + contestant.entity().getSimpleName()
                + " p where p.id between :first and :last order by p.id";
        pool.setJdbcUrl(String.format(server.url(), schema));
        pool.setUsername(server.user());
        pool.setMaximumPoolSize(1);
        execute("create schema if not exists " + schema);
        if (log == null) {
            this.factory = factory(contestant, schema, "create");
        } else {
            factory(Contestant.OURS, schema, "create").close(); // the same tables, with the same indexes
            this.factory = factory(contestant, schema, "none");
        }
    }

    static Posts create(Contestant contestant, Engine engine, Engine.Server server) {
        return new Posts(contestant, engine, server, "s" + Contestant.ALL.indexOf(contestant));
    }

    private EntityManagerFactory factory(Contestant mapped, String unit, String schemaAction) {
        PersistenceConfiguration configuration = new PersistenceConfiguration(unit)
                .managedClass(mapped.entity())
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(BatchSettings.STATEMENT_BATCH_SIZE, IN_TRANSACTION)
                .property("jakarta.persistence.schema-generation.database.action", schemaAction);
        mapped.more().forEach(configuration::managedClass);
        return Bootstrap.getEntityManagerFactoryBuilder(
                        new PersistenceConfigurationDescriptor(configuration), Map.of(), new Services(mapped.services()))
                .build();
    }

    Contestant contestant() {
        return contestant;
    }

    /** Inserts all rows; milliseconds. */
    double insert() {
        return transactions(false, (em, posts) -> {
            for (Post post : posts) {
                em.persist(post);
                logged(hand -> hand.inserted(post));
            }
        });
    }

    /** Updates two attributes of all rows; milliseconds without loading them. */
    double update() {
        return transactions(true, (em, posts) -> {
            for (Post post : posts) {
                String title = post.title;
                int author = post.author;
                post.title = "Post " + post.id + ", updated";
                post.author = author + 1;
                logged(hand -> hand.updated(post, title, author));
            }
        });
    }

    /** Deletes all rows; milliseconds without loading them. */
    double delete() {
        return transactions(true, (em, posts) -> {
            for (Post post : posts) {
                em.remove(post);
                logged(hand -> hand.deleted(post));
            }
        });
    }

    private void logged(Consumer<HandLog> change) {
        if (log != null) {
            change.accept(log);
        }
    }

    private interface Work {
        void with(EntityManager em, List<? extends Post> posts);
    }

    /** From the first change to the end of the commit, of all transactions together. */
    private double transactions(boolean loaded, Work work) {
        return ChangeContext.of(Actor.user("alice")).call(() -> {
            long nanos = 0;
            for (int first = 1; first <= ROWS; first += IN_TRANSACTION) {
                try (EntityManager em = factory.createEntityManager()) {
                    em.getTransaction().begin();
                    List<? extends Post> posts = loaded ? load(em, first) : made(first);
                    long start = System.nanoTime();
                    work.with(em, posts);
                    if (log != null) {
                        em.unwrap(Session.class).doWork(log::write);
                    }
                    em.getTransaction().commit();
                    nanos += System.nanoTime() - start;
                }
            }
            return nanos / 1e6;
        });
    }

    private List<? extends Post> load(EntityManager em, int first) {
        return em.createQuery(loading, contestant.entity())
                .setParameter("first", (long) first)
                .setParameter("last", first + IN_TRANSACTION - 1L)
                .getResultList();
    }

    private List<? extends Post> made(int first) {
        List<Post> posts = new ArrayList<>();
        for (long id = first; id < first + IN_TRANSACTION; id++) {
            Post post = made();
            post.id = id;
            post.title = filled("Post " + id + " ", 60);
            post.body = filled("Body " + id + " ", 200);
            post.author = (int) (id % 500);
            post.createdAt = CREATED.plusSeconds(60 * id);
            posts.add(post);
        }
        return posts;
    }

    private Post made() {
        try {
            return contestant.entity().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A post could not be made", e);
        }
    }

    private static String filled(String text, int length) {
        return text + "t".repeat(length - text.length());
    }

    /** Makes the tables empty, whatever their sizes were. */
    void clear() {
        execute("truncate table posts");
        if (!contestant.history().isEmpty()) {
            execute("truncate table " + contestant.history());
        }
    }

    /** Whether so many changes of each row are kept. */
    void expectKept(int changes) {
        if (!contestant.history().isEmpty()) {
            List<String> found = query("select count(*) from " + contestant.history());
            String expected = String.valueOf(changes * ROWS);
            if (!found.equals(List.of(expected))) {
                throw new IllegalStateException(
                        contestant.name() + " has other rows: expected=" + expected + " found=" + found);
            }
        }
    }

    /** Whether the log has the other one's rows, but for ids and times. */
    void expectSameLog(Posts other) {
        String log = "select transaction_sequence, table_name, entity_name, record_id, action, actor, actor_kind,"
                + " cast(old_values as varchar(2000)), cast(new_values as varchar(2000)),"
                + " cast(changed_fields as varchar(2000)), ip_address, user_agent, request_id, reason, tenant, source,"
                + " reverted_id, schema_version from audit_logs order by created_at, transaction_sequence";
        List<String> mine = query(log);
        List<String> others = other.query(log);
        for (int i = 0; i < mine.size(); i++) {
            if (!mine.get(i).equals(others.get(i))) {
                throw new IllegalStateException(contestant.name() + " has another row than "
                        + other.contestant.name() + ": " + mine.get(i) + " for " + others.get(i));
            }
        }
    }

    private List<String> query(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                Object[] row = new Object[found.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = found.getString(i + 1);
                }
                rows.add(row.length == 1 ? String.valueOf(row[0]) : Arrays.toString(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The log could not be read", e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The posts could not be made", e);
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
