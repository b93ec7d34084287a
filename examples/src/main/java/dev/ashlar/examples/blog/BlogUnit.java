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
package dev.ashlar.examples.blog;

import dev.ashlar.core.naming.NamingSettings;
import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.PersistenceConfiguration;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** The blog's persistence unit. */
final class BlogUnit implements AutoCloseable {

    /** Held here: a logger that nobody holds may be collected, and its level with it. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private final SessionFactory factory;
    private final Transactions transactions;
    private final StatementCount statements;

    private BlogUnit(SessionFactory factory, StatementCount statements) {
        this.factory = factory;
        this.transactions = Transactions.of(factory);
        this.statements = statements;
    }

    /** On a database in memory, which is gone when it is closed. */
    static BlogUnit open() {
        return open(Map.of(
                JdbcSettings.JAKARTA_JDBC_URL,
                "jdbc:h2:mem:" + UUID.randomUUID(),
                SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION,
                "create"));
    }

    /** On the database that the settings name. */
    static BlogUnit open(Map<String, Object> database) {
        // What fails is thrown as well; a step that provokes an error would print it beside its own words.
        HIBERNATE.setLevel(Level.OFF);
        StatementCount statements = new StatementCount();
        PersistenceConfiguration configuration = new HibernatePersistenceConfiguration("blog")
                .managedClasses(Blog.entities())
                .property(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .property(SchemaToolingSettings.HBM2DDL_HALT_ON_ERROR, true)
                .property(BatchSettings.STATEMENT_BATCH_SIZE, 100)
                .property(BatchSettings.ORDER_INSERTS, true)
                .property(JdbcSettings.STATEMENT_INSPECTOR, statements);
        database.forEach(configuration::property);
        return new BlogUnit(configuration.createEntityManagerFactory().unwrap(SessionFactory.class), statements);
    }

    SessionFactory factory() {
        return factory;
    }

    Transactions transactions() {
        return transactions;
    }

    StatementCount statements() {
        return statements;
    }

    @Override
    public void close() {
        factory.close();
    }
}
