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
package dev.ashlar.core.internal.naming;

import dev.ashlar.core.ConfigurationException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;

/** Has the names finished at the end of the building of a mapping, after entities that others contribute. */
public final class NamingFinisher implements AdditionalMappingContributor {

    /** Made by the service loader. */
    public NamingFinisher() {}

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        List<String> problems = NamingProblems.of(
                context.getBuildingOptions(),
                context.getBootstrapContext().getConfigurationService().getSettings());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        // Hibernate 7.4 calls value resolvers in rounds, as its very last step, until all are through
        // (InFlightMetadataCollectorImpl.processValueResolvers). The names wait for the second round, in which all
        // checks
        // of enums are there; the first resolver is what lets the first round get anywhere.
        AtomicBoolean secondRound = new AtomicBoolean();
        metadata.registerValueMappingResolver(round -> true);
        metadata.registerValueMappingResolver(round -> {
            boolean now = secondRound.getAndSet(true);
            if (now) {
                ConstraintNames.finish(metadata);
            }
            return now;
        });
    }
}
