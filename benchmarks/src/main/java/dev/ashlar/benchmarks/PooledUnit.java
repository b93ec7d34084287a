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
package dev.ashlar.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.Collection;
import java.util.Map;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.boot.spi.Bootstrap;
import org.hibernate.jpa.boot.spi.PersistenceConfigurationDescriptor;

/**
 * {@link Item}s behind a connection pool.
 *
 * @param store the database, closed with this
 * @param pool the pool, for all who are compared
 * @param factory the persistence unit
 */
record PooledUnit(Store store, HikariDataSource pool, EntityManagerFactory factory) implements AutoCloseable {

    static PooledUnit open(Store.Engine engine) {
        Store store = Store.open(engine);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(store.url());
        pool.setUsername(store.user());
        pool.setMaximumPoolSize(2);
        EntityManagerFactory factory = configuration(pool)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory();
        return new PooledUnit(store, pool, factory);
    }

    private static PersistenceConfiguration configuration(HikariDataSource pool) {
        return new PersistenceConfiguration("bench")
                .managedClass(Item.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
    }

    /** Another factory on the same pool, as if core were not on the class path. */
    EntityManagerFactory withoutCore() {
        return Bootstrap.getEntityManagerFactoryBuilder(
                        new PersistenceConfigurationDescriptor(configuration(pool)), Map.of(), new WithoutCore())
                .build();
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
        store.close();
    }

    /** Finds all services but ours. */
    private static final class WithoutCore extends ClassLoaderServiceImpl {

        @Override
        public <S> Collection<S> loadJavaServices(Class<S> serviceContract) {
            return super.loadJavaServices(serviceContract).stream()
                    .filter(service -> !service.getClass().getName().startsWith("dev.ashlar."))
                    .toList();
        }
    }
}
