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
package dev.ashlar.benchmarks.softdelete;

import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.boot.spi.Bootstrap;
import org.hibernate.jpa.boot.spi.PersistenceConfigurationDescriptor;

/** A contestant's table in a schema of its own, behind a pool and a factory of its own. */
final class Posts implements AutoCloseable {

    /** Rows that a round removes. */
    static final int REMOVED = 5_000;

    /** Rows that the table has. */
    private static final int ROWS = 10_000;

    /** Each has 20 rows. */
    private static final int AUTHORS = 500;

    private static final int FINDS = 20;

    private static final int QUERIES = 5;

    /** Titles of 60 characters, bodies of 200. */
    private static final String INSERT = """
            insert into posts (id, title, body, author_id, created_at, version%s)
            select x,
                rpad('Post ' || x || ' ', 60, 't'),
                rpad('Body ' || x || ' ', 200, 'b'),
                mod(x, 500),
                timestamp with time zone '2020-01-01 00:00:00+00' + x * interval '1' minute,
                0%s
            from\s""";

    private final Contestant contestant;
    private final HikariDataSource pool = new HikariDataSource();
    private final EntityManagerFactory factory;
    private final List<String> filling;
    private final String query;
    private final String removed;

    private Posts(Contestant contestant, Engine engine, Engine.Server server, String schema) {
        this.contestant = contestant;
        String entity = contestant.entity().getSimpleName();
        this.query = "select p from " + entity + " p where p.author = :author";
        this.removed = "select p from " + entity + " p where p.id <= " + REMOVED + " order by p.id";
        pool.setJdbcUrl(String.format(server.url(), schema));
        pool.setUsername(server.user());
        pool.setMaximumPoolSize(1);
        execute(List.of("create schema if not exists " + schema));
        this.factory = factory(schema);
        boolean hidden = contestant.entity() == NativePost.class;
        this.filling = List.of(
                "truncate table posts",
                String.format(INSERT, hidden ? ", deleted" : "", hidden ? ", false" : "") + engine.numbers(ROWS),
                engine.analyze());
        execute(List.of("create index posts_author on posts (author_id)"));
        fill();
    }

    static Posts create(Contestant contestant, Engine engine, Engine.Server server) {
        return new Posts(contestant, engine, server, "s" + Contestant.ALL.indexOf(contestant));
    }

    private EntityManagerFactory factory(String unit) {
        PersistenceConfiguration configuration = new PersistenceConfiguration(unit)
                .managedClass(contestant.entity())
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(BatchSettings.STATEMENT_BATCH_SIZE, 50)
                .property("jakarta.persistence.schema-generation.database.action", "create");
        return contestant.withOurs()
                ? configuration.createEntityManagerFactory()
                : Bootstrap.getEntityManagerFactoryBuilder(
                                new PersistenceConfigurationDescriptor(configuration), Map.of(), new WithoutOurs())
                        .build();
    }

    Contestant contestant() {
        return contestant;
    }

    /** Makes the table as it was, and known to the planner. */
    void fill() {
        execute(filling);
    }

    /** Finds some rows by their ids in a session, in one transaction; microseconds for each. */
    double find() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long start = System.nanoTime();
        factory.runInTransaction(em -> {
            for (int i = 0; i < FINDS; i++) {
                Post post = em.find(contestant.entity(), 1L + random.nextInt(ROWS));
                expect(1, post == null ? 0 : 1);
            }
        });
        return (System.nanoTime() - start) / 1e3 / FINDS;
    }

    /** Reads the rows of some authors in a session, in one transaction; microseconds for each author. */
    double query() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long start = System.nanoTime();
        factory.runInTransaction(em -> {
            for (int i = 0; i < QUERIES; i++) {
                int found = em.createQuery(query, contestant.entity())
                        .setParameter("author", random.nextInt(AUTHORS))
                        .getResultList()
                        .size();
                expect(ROWS / AUTHORS, found);
            }
        });
        return (System.nanoTime() - start) / 1e3 / QUERIES;
    }

    /** Removes many rows that were loaded before in the same transaction; milliseconds with the commit. */
    double remove() {
        return ChangeContext.of(Actor.user("alice")).call(() -> {
            try (EntityManager em = factory.createEntityManager()) {
                em.getTransaction().begin();
                List<? extends Post> posts =
                        em.createQuery(removed, contestant.entity()).getResultList();
                expect(REMOVED, posts.size());
                long start = System.nanoTime();
                posts.forEach(em::remove);
                em.getTransaction().commit();
                return (System.nanoTime() - start) / 1e6;
            }
        });
    }

    /** Whether the removed rows are gone, and stay in the table where they should. */
    void expectRemoved() {
        String entity = contestant.entity().getSimpleName();
        factory.runInTransaction(em -> {
            expect(
                    ROWS - REMOVED,
                    em.createQuery("select count(p) from " + entity + " p", Long.class)
                            .getSingleResult());
            expect(
                    contestant.keeps() ? ROWS : ROWS - REMOVED,
                    ((Number) em.createNativeQuery("select count(*) from posts").getSingleResult()).longValue());
        });
    }

    private void expect(long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException(
                    contestant.name() + " has other rows: expected=" + expected + " found=" + found);
        }
    }

    private void execute(List<String> statements) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
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
