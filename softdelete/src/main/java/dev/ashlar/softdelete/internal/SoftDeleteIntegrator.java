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

import dev.ashlar.softdelete.internal.check.Warnings;
import dev.ashlar.softdelete.internal.event.Listeners;
import dev.ashlar.softdelete.internal.guard.TableGuard;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.LivePersisters;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.integrator.spi.Integrator;

/** Connects soft delete with the events and statements of a session factory that has a soft-deletable entity. */
public final class SoftDeleteIntegrator implements Integrator {

    /** For the service loader. */
    public SoftDeleteIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        if (metadata.getEntityBindings().stream().anyMatch(LivePersisters::isSoftDeletable)) {
            Listeners.install(factory, factory.getServiceRegistry().requireService(EventListenerRegistry.class));
            TableGuard.install(factory);
            DeletionModel.of(factory).warn(Warnings.of(metadata));
        }
    }
}
