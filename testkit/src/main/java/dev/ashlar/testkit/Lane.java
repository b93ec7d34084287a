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
package dev.ashlar.testkit;

import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.internal.boot.BootRecord;
import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.isolation.Restoring;
import dev.ashlar.testkit.internal.jdbc.FetchListeners;
import dev.ashlar.testkit.internal.jdbc.Recorder;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** A database with its factory, for one test class at a time. */
final class Lane {

    private static final String ACTION = "jakarta.persistence.schema-generation.database.action";
    private static final long SEED = 0;

    private final UnitUnderTest unit;
    private final TestDatabase database;
    private final Recorder recorder = new Recorder();
    private final SqlLog log = new SqlLog(recorder);
    private final TestTime time = new TestTime();
    private final LaneSource source;
    private final SessionFactoryImplementor factory;
    private final Transactions transactions;
    private final Fixtures fixtures;
    private @Nullable TestIsolation isolation;
    private @Nullable Restoring restoring;
    private boolean makesSchema;
    private boolean spoilt;

    private Lane(UnitUnderTest unit, TestDatabase database) {
        this.unit = unit;
        this.database = database;
        this.source = new LaneSource(database, recorder);
        BootRecord boot = new BootRecord();
        runSetup();
        this.factory = boot(boot);
        FetchListeners.listen(factory, recorder);
        this.transactions = Transactions.of(factory);
        this.fixtures = new Fixtures(factory, boot.metadata(), work -> recorder.excluded(work::run), SEED);
    }

    /**
     * Builds the factory and its schema on an empty database, which is closed if that fails.
     *
     * @throws PersistenceTestException if it fails
     */
    static Lane open(UnitUnderTest unit, TestDatabase database) {
        try {
            return new Lane(unit, database);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    private void runSetup() {
        for (Class<? extends DatabaseSetup> type : unit.setup()) {
            try {
                Constructor<? extends DatabaseSetup> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                constructor.newInstance().setUp(source);
            } catch (Exception e) {
                throw new PersistenceTestException(
                        "The set-up of the database failed: setup=" + type.getName() + " database=" + database.name()
                                + ". The cause says why; its class needs a constructor without parameters.",
                        e);
            }
        }
    }

    private SessionFactoryImplementor boot(BootRecord boot) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ACTION, unit.setup().isEmpty() ? "create" : "none");
        settings.put("hibernate.hbm2ddl.halt_on_error", true);
        settings.put(CoreSettings.TIME_SOURCE, time);
        settings.putAll(unit.settings());
        settings.put(BootRecord.SETTING, boot);
        // Our connections begin in auto-commit mode, whatever the application's pool does.
        settings.put("hibernate.connection.provider_disables_autocommit", false);
        settings.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, source);
        makesSchema = !"none".equals(settings.get(ACTION)) && !"validate".equals(settings.get(ACTION));
        try {
            return create(settings).unwrap(SessionFactoryImplementor.class);
        } catch (RuntimeException e) {
            throw new PersistenceTestException(
                    "The persistence unit could not be built: " + unit.described() + ". The cause says why"
                            + (unit.target() instanceof UnitUnderTest.AtUrl
                                    ? "; the database must be empty, unless the setting " + ACTION
                                            + "=none says that the" + " schema is there."
                                    : "."),
                    e);
        }
    }

    private EntityManagerFactory create(Map<String, Object> settings) {
        if (unit.unit().isEmpty()) {
            PersistenceConfiguration configuration = new PersistenceConfiguration("testkit");
            unit.entities().forEach(configuration::managedClass);
            settings.forEach(configuration::property);
            return configuration
                    .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                    .createEntityManagerFactory();
        }
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        return Persistence.createEntityManagerFactory(unit.unit(), settings);
    }

    UnitUnderTest unit() {
        return unit;
    }

    LaneSource source() {
        return source;
    }

    SessionFactoryImplementor factory() {
        return factory;
    }

    Transactions transactions() {
        return transactions;
    }

    Recorder recorder() {
        return recorder;
    }

    SqlLog log() {
        return log;
    }

    TestTime time() {
        return time;
    }

    /** As at the start of a class. */
    Fixtures fixtures() {
        return fixtures.continued();
    }

    /**
     * The engine.
     *
     * @throws PersistenceTestException if it is none of ours
     */
    Engine engine() {
        Engine engine = database.engine();
        if (engine == null) {
            throw new PersistenceTestException("The engine behind the URL is none that the testkit knows: product="
                    + database.name() + ". Take the parameter of type Engine away.");
        }
        return engine;
    }

    /**
     * What takes back the writes of a test, in this way. That of another way lets go of its connections first: a database with one cannot
     * be copied.
     *
     * @throws PersistenceTestException if the engine cannot give it
     */
    Restoring restoring(TestIsolation wanted) {
        Restoring current = restoring;
        if (current == null || isolation != wanted) {
            closeRestoring();
            current = Restoring.of(wanted, database, () -> factory);
            restoring = current;
            isolation = wanted;
        }
        return current;
    }

    private void closeRestoring() {
        Restoring current = restoring;
        restoring = null;
        if (current != null) {
            current.close();
        }
    }

    /** Forgets what the last test may have left in memory. */
    void forget() {
        time.reset();
        factory.getCache().evictAllRegions();
    }

    /** Something may have stayed in it: it is not used again. */
    void spoil() {
        spoilt = true;
    }

    boolean isSpoilt() {
        return spoilt;
    }

    /** Removes the schema if it made it, and the database if it is ours. */
    void close() {
        source.use(null);
        closeRestoring();
        try {
            if (makesSchema && unit.target() instanceof UnitUnderTest.AtUrl) {
                factory.getSchemaManager().dropMappedObjects(false);
            }
        } finally {
            factory.close();
            source.close();
            database.close();
        }
    }
}
