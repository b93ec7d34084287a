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
package dev.ashlar.softdelete.internal;

import dev.ashlar.softdelete.internal.guard.GuardedTranslators;
import dev.ashlar.softdelete.internal.mapping.LivePersisters;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.persister.internal.PersisterClassResolverInitiator;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Puts our choice of persisters in front of the application's, and our guard into the slot for a translator. */
public final class SoftDeleteServiceContributor implements ServiceContributor {

    /** For the service loader. */
    public SoftDeleteServiceContributor() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addInitiator(new Persisters());
        // One that the application has set is left, and refused when the entities are known.
        builder.getSettings().putIfAbsent(QuerySettings.SEMANTIC_QUERY_TRANSLATOR, GuardedTranslators.class.getName());
    }

    private static final class Persisters implements StandardServiceInitiator<PersisterClassResolver> {

        @Override
        public Class<PersisterClassResolver> getServiceInitiated() {
            return PersisterClassResolver.class;
        }

        @Override
        public PersisterClassResolver initiateService(
                Map<String, Object> configurationValues, ServiceRegistryImplementor registry) {
            return new LivePersisters(
                    PersisterClassResolverInitiator.INSTANCE.initiateService(configurationValues, registry));
        }
    }
}
