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
package dev.ashlar.audit.internal;

import dev.ashlar.audit.internal.bulk.BulkObserver;
import dev.ashlar.audit.internal.model.AuditModel;
import org.hibernate.service.spi.SessionFactoryServiceContributor;
import org.hibernate.service.spi.SessionFactoryServiceInitiator;
import org.hibernate.service.spi.SessionFactoryServiceInitiatorContext;
import org.hibernate.service.spi.SessionFactoryServiceRegistryBuilder;

/** Keeps a session factory's {@link AuditModel} and {@link BulkObserver}. */
public final class AuditModelContributor implements SessionFactoryServiceContributor {

    /** For the service loader. */
    public AuditModelContributor() {}

    @Override
    public void contribute(SessionFactoryServiceRegistryBuilder builder) {
        builder.addInitiator(new Initiator());
        builder.addInitiator(new Observers());
    }

    private static final class Initiator implements SessionFactoryServiceInitiator<AuditModel> {

        @Override
        public AuditModel initiateService(SessionFactoryServiceInitiatorContext context) {
            return new AuditModel(context.getSessionFactory());
        }

        @Override
        public Class<AuditModel> getServiceInitiated() {
            return AuditModel.class;
        }
    }

    private static final class Observers implements SessionFactoryServiceInitiator<BulkObserver> {

        @Override
        public BulkObserver initiateService(SessionFactoryServiceInitiatorContext context) {
            return new BulkObserver(context.getSessionFactory(), AuditModel.of(context.getSessionFactory()));
        }

        @Override
        public Class<BulkObserver> getServiceInitiated() {
            return BulkObserver.class;
        }
    }
}
