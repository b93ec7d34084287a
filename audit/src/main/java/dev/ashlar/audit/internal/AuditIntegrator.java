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
import dev.ashlar.audit.internal.capture.CollectionListener;
import dev.ashlar.audit.internal.capture.EntityListener;
import dev.ashlar.audit.internal.capture.NoticeListener;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.touch.TouchListener;
import dev.ashlar.audit.internal.touch.Touched;
import dev.ashlar.core.ground.Ground;
import java.util.ArrayList;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;

/** Connects the log with the events of a session factory in which something is logged, and has owners touched. */
public final class AuditIntegrator implements Integrator {

    /** For the service loader. */
    public AuditIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        AuditModel model = AuditModel.of(factory);
        model.read(
                metadata,
                AuditOptions.from(
                        factory.getServiceRegistry()
                                .requireService(ConfigurationService.class)
                                .getSettings(),
                        new ArrayList<>())); // told by the check of mappings
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        Set<String> touched = Touched.in(metadata.getEntityBindings());
        if (!touched.isEmpty()) {
            TouchListener.listen(registry, touched);
        }
        if (model.isEmpty()) {
            return;
        }
        factory.addObserver(new LoggableCheck(model));
        EntityListener entities = new EntityListener(model);
        registry.appendListeners(EventType.POST_INSERT, entities);
        registry.appendListeners(EventType.POST_UPDATE, entities);
        registry.appendListeners(EventType.POST_DELETE, entities);
        registry.appendListeners(EventType.POST_UPSERT, entities);
        registry.appendListeners(EventType.PRE_UPDATE, entities);
        registry.appendListeners(EventType.PRE_UPSERT, entities);
        registry.appendListeners(EventType.PRE_DELETE, entities);
        CollectionListener collections = new CollectionListener(model);
        registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, collections);
        registry.appendListeners(EventType.POST_COLLECTION_UPDATE, collections);
        registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, collections);
        registry.appendListeners(EventType.POST_COLLECTION_RECREATE, collections);
        Ground.of(factory).notices().subscribe(new NoticeListener(model));
        BulkObserver.check(factory, Ground.of(factory).problems());
        Ground.of(factory).problems().throwIfAny(); // core's own integrator may have been before
    }
}
