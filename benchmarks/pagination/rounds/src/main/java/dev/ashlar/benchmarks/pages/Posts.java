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
package dev.ashlar.benchmarks.pages;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * A table of posts behind a connection pool.
 *
 * @param count how many
 * @param pool the pool, for all who are compared
 * @param factory the persistence unit, for all who are compared
 * @param statements how many were issued
 */
record Posts(int count, HikariDataSource pool, EntityManagerFactory factory, AtomicLong statements)
        implements AutoCloseable {

    /** Titles of 60 characters, bodies of 200; of three posts of a moment, one or more may not be published. */
    private static final String INSERT = """
            insert into post (id, title, body, created_at, published_at)
            select x,
                rpad('Post ' || x || ' ', 60, 't'),
                rpad('Body ' || x || ' ', 200, 'b'),
                timestamp with time zone '2020-01-01 00:00:00+00' + (x / 3) * interval '1' minute,
                case when mod(x, 5) > 0
                    then timestamp with time zone '2020-01-01 00:00:00+00' + (x / 3 + mod(mod(x, 1000) * 919, 1000)) * interval '1' minute
                end
            from\s""";

    static Posts create(Engine engine, Engine.Server server, int count) {
        String name = "posts" + count;
        AtomicLong statements = new AtomicLong();
        StatementInspector counting = sql -> {
            statements.incrementAndGet();
            return sql;
        };
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(String.format(server.url(), name));
        pool.setUsername(server.user());
        pool.setMaximumPoolSize(1);
        execute(pool, List.of("create schema if not exists " + name));
        EntityManagerFactory factory = new PersistenceConfiguration(name)
                .managedClass(Post.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(JdbcSettings.STATEMENT_INSPECTOR, counting)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory();
        execute(
                pool,
                List.of(
                        INSERT + engine.numbers(count),
                        "create index post_created on post (created_at desc, id desc)",
                        "create index post_published on post (published_at, id)",
                        engine.analyze()));
        return new Posts(count, pool, factory, statements);
    }

    private static void execute(HikariDataSource pool, List<String> statements) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The posts could not be made", e);
        }
    }

    /** The first rows after so many others, found by counting. */
    List<Post> skip(Listing listing, int rows, int limit) {
        return factory.callInTransaction(
                em -> em.createQuery("select p from Post p order by " + listing.order(), Post.class)
                        .setFirstResult(rows)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** How many are published. */
    int published() {
        return count - count / 5;
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
