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
package dev.ashlar.core.internal;

import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.ground.StatementInspectors;
import dev.ashlar.core.spi.ChangeContextProvider;
import java.util.Map;
import java.util.Objects;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Puts the {@link Ground} into the service registry and our chain into the slot for a statement inspector, before the
 * registry is built and so before anything reads the settings.
 */
public final class CoreServiceContributor implements ServiceContributor {

    /** For the service loader. */
    public CoreServiceContributor() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        StatementInspector own = builder.getBootstrapServiceRegistry()
                .requireService(StrategySelector.class)
                .resolveStrategy(StatementInspector.class, builder.getSettings().get(JdbcSettings.STATEMENT_INSPECTOR));
        builder.applySetting(JdbcSettings.STATEMENT_INSPECTOR, StatementInspectors.startingWith(own));
        builder.addInitiator(new GroundInitiator());
    }

    private static final class GroundInitiator implements StandardServiceInitiator<Ground> {

        @Override
        public Class<Ground> getServiceInitiated() {
            return Ground.class;
        }

        @Override
        public Ground initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return Ground.from(
                    settings,
                    registry.requireService(ClassLoaderService.class).loadJavaServices(ChangeContextProvider.class),
                    (StatementInspectors) Objects.requireNonNull(settings.get(JdbcSettings.STATEMENT_INSPECTOR)));
        }
    }
}
