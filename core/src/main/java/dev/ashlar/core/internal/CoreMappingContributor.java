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
import dev.ashlar.core.ground.KnownSettings;
import dev.ashlar.core.ground.SchemaContributions;
import dev.ashlar.core.ground.SchemaContributor;
import dev.ashlar.core.internal.naming.ConstraintNames;
import dev.ashlar.core.internal.naming.NamingProblems;
import dev.ashlar.core.internal.naming.SharedTables;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.service.ServiceRegistry;

/**
 * The end of the metadata phase: schema contributions, names, stamps, and then all problems at once.
 *
 * <p>Hibernate has no hook for that end. Its last step before the metadata is complete is to ask the registered value
 * resolvers until each has answered yes ({@code InFlightMetadataCollectorImpl.processValueResolvers}, 7.4.13), and every
 * way to boot takes it. Ours says no in the first round, in which the columns of all entities are resolved, those of
 * contributed entities too; a second resolver, which says yes, keeps that round from counting as stuck.
 */
public final class CoreMappingContributor implements AdditionalMappingContributor {

    /** For the service loader. */
    public CoreMappingContributor() {}

    @Override
    public String getContributorName() {
        return "ashlar-core";
    }

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resourceStreamLocator,
            MetadataBuildingContext buildingContext) {
        AtomicBoolean firstRound = new AtomicBoolean(true);
        metadata.registerValueMappingResolver(context -> true);
        metadata.registerValueMappingResolver(context -> {
            if (firstRound.getAndSet(false)) {
                return false;
            }
            finish(metadata, context);
            return true;
        });
    }

    private static void finish(InFlightMetadataCollector metadata, MetadataBuildingContext context) {
        ServiceRegistry registry = context.getBootstrapContext().getServiceRegistry();
        Ground ground = Ground.of(registry);
        SchemaContributions schema = new SchemaContributions(metadata, registry);
        registry.requireService(ClassLoaderService.class)
                .loadJavaServices(SchemaContributor.class)
                .forEach(contributor -> contributor.contribute(schema));
        UnknownSettings.problems(
                        schema.settings(),
                        registry.requireService(ClassLoaderService.class).loadJavaServices(KnownSettings.class))
                .forEach(ground.problems()::add);
        NamingProblems.of(context.getBuildingOptions(), schema.settings()).forEach(ground.problems()::add);
        SharedTables.problems(metadata).forEach(ground.problems()::add);
        ConstraintNames.finish(metadata);
        ground.completeStamps(metadata);
        ground.problems().throwIfAny();
    }
}
