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
package dev.ashlar.core.ground;

import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.spi.ChangeContextProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.service.Service;
import org.hibernate.service.ServiceRegistry;

/**
 * What the modules share in one persistence unit: time, context, scopes, notices, inspectors and the problems found at
 * boot.
 *
 * <p>A service of Hibernate's registry, so it is there before a session factory exists and in every way to boot. Safe for
 * any number of threads.
 */
public final class Ground implements Service {

    private static final long serialVersionUID = 1L;

    private final transient InstantSource time;
    private final transient ContextSource contexts;
    private final transient ChangeScopes scopes = new ChangeScopes(this);
    private final transient ChangeNotices notices = new ChangeNotices();
    private final transient StatementInspectors inspectors;
    private final transient BootProblems problems = new BootProblems();
    private final transient Stamping.Bound stamps = new Stamping.Bound();
    private final boolean actorRequired;
    private final boolean readBack;

    private Ground(
            InstantSource time,
            ContextSource contexts,
            StatementInspectors inspectors,
            boolean actorRequired,
            boolean readBack) {
        this.time = time;
        this.contexts = contexts;
        this.inspectors = inspectors;
        this.actorRequired = actorRequired;
        this.readBack = readBack;
    }

    /**
     * Reads the settings. What is wrong with them is kept for the end of the metadata phase, so that it is told together
     * with everything else.
     *
     * @param settings the settings of the persistence unit
     * @param serviceProviders the context providers that the service loader found, in its order
     * @param inspectors the chain that stands in Hibernate's slot
     */
    public static Ground from(
            Map<String, ?> settings, Iterable<ChangeContextProvider> serviceProviders, StatementInspectors inspectors) {
        SettingReader reader = new SettingReader(settings);
        List<ChangeContextProvider> providers = new ArrayList<>();
        reader.object(CoreSettings.CHANGE_CONTEXT_PROVIDER, ChangeContextProvider.class)
                .ifPresent(providers::add);
        serviceProviders.forEach(providers::add);
        ContextSource contexts = new ContextSource(providers);
        boolean actorRequired = reader.flag(CoreSettings.REQUIRE_ACTOR, false);
        Ground ground = new Ground(
                reader.object(CoreSettings.TIME_SOURCE, InstantSource.class).orElseGet(InstantSource::system),
                contexts,
                inspectors,
                actorRequired,
                reader.flag(CoreSettings.READ_BACK, true));
        reader.problems().forEach(ground.problems::add);
        if (!providers.isEmpty()) {
            inspectors.add(contexts::refuseQueryOfProvider);
        }
        if (actorRequired) {
            inspectors.add(new ActorGuard(contexts));
        }
        return ground;
    }

    /** The ground of a session's persistence unit. */
    public static Ground of(SharedSessionContractImplementor session) {
        return of(session.getFactory());
    }

    /** The ground of a session factory. */
    public static Ground of(SessionFactoryImplementor factory) {
        return of(factory.getServiceRegistry());
    }

    /** The ground of a registry, also while the metadata is being built. */
    public static Ground of(ServiceRegistry registry) {
        return registry.requireService(Ground.class);
    }

    /** The time in UTC, with microseconds: what every supported database keeps. */
    public Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The context of this thread: its own block's, else the first provider's that knows one, else an empty one. */
    public ChangeContext context() {
        return contexts.current();
    }

    /** The scope of the session's transaction, see {@link ChangeScope}. */
    public ChangeScope scope(SharedSessionContractImplementor session) {
        return scopes.of(session);
    }

    /** For core's transactions: lets a child session share the scope of the transaction that it is nested in. */
    public void nest(SharedSessionContractImplementor child, ChangeScope scope) {
        scopes.nest(child, scope);
    }

    /** For core's transactions: the child session is closed. */
    public void unnest(SharedSessionContractImplementor child) {
        scopes.unnest(child);
    }

    /** Changes made past Hibernate's events. */
    public ChangeNotices notices() {
        return notices;
    }

    /** The chain of statement inspectors. */
    public StatementInspectors inspectors() {
        return inspectors;
    }

    /** What is wrong with the configuration; told together at the end of the metadata phase. */
    public BootProblems problems() {
        return problems;
    }

    Stamping.Bound stamps() {
        return stamps;
    }

    /** For core's own boot: the end of the metadata phase. */
    public void completeStamps(InFlightMetadataCollector metadata) {
        stamps.complete(metadata, problems);
    }

    /** For core's own boot: listens to the events of a session factory. */
    public void listen(EventListenerRegistry listeners) {
        StampListener stamper = new StampListener(readBack);
        listeners.appendListeners(EventType.PRE_INSERT, stamper);
        listeners.appendListeners(EventType.PRE_UPDATE, stamper);
        listeners.appendListeners(EventType.PRE_UPSERT, stamper);
        listeners.appendListeners(EventType.MERGE, stamper);
        if (actorRequired) {
            ActorListener guard = new ActorListener(contexts);
            listeners.appendListeners(EventType.PRE_INSERT, guard);
            listeners.appendListeners(EventType.PRE_UPDATE, guard);
            listeners.appendListeners(EventType.PRE_UPSERT, guard);
            listeners.appendListeners(EventType.PRE_DELETE, guard);
        }
    }
}
