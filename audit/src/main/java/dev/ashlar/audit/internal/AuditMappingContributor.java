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

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.seal.AuditSeal;
import dev.ashlar.audit.internal.seal.AuditSealRow;
import java.util.ArrayList;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;

/** Maps the log where something is logged. */
public final class AuditMappingContributor implements AdditionalMappingContributor {

    /** For the service loader. */
    public AuditMappingContributor() {}

    @Override
    public String getContributorName() {
        return "ashlar-audit";
    }

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resourceStreamLocator,
            MetadataBuildingContext context) {
        AuditOptions options = AuditOptions.from(
                context.getBootstrapContext()
                        .getServiceRegistry()
                        .requireService(ConfigurationService.class)
                        .getSettings(),
                new ArrayList<>()); // told by the check of mappings
        if (metadata.getEntityBinding(AuditLog.class.getName()) == null
                && metadata.getEntityBindings().stream().anyMatch(entity -> AuditModel.isLogged(entity, options))) {
            contributions.contributeEntity(AuditLog.class);
            if (options.seals()) {
                contributions.contributeEntity(AuditSeal.class);
                contributions.contributeEntity(AuditSealRow.class);
            }
        }
    }
}
