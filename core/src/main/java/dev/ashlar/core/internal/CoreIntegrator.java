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
import dev.ashlar.core.internal.transaction.BlockListener;
import dev.ashlar.core.internal.transaction.ReadOnlyGuard;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.integrator.spi.Integrator;

/** Connects the {@link Ground} with the events of a session factory. */
public final class CoreIntegrator implements Integrator {

    /** For the service loader. */
    public CoreIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        Ground ground = Ground.of(factory);
        if (factory.getSessionFactoryOptions().getStatementInspector() != ground.inspectors()) {
            ground.problems()
                    .add("A statement inspector was set past the settings and shuts ours out: inspector="
                            + factory.getSessionFactoryOptions().getStatementInspector()
                            + ". Set it by " + JdbcSettings.STATEMENT_INSPECTOR + ".");
        }
        EventListenerRegistry listeners = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        ground.listen(listeners);
        BlockListener.listen(factory, listeners);
        ReadOnlyGuard.listen(factory, ground.inspectors());
        ground.problems().throwIfAny();
    }
}
