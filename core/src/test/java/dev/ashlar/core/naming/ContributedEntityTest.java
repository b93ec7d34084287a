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
package dev.ashlar.core.naming;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities that a library adds while the mapping is built, after those of the user. */
class ContributedEntityTest {

    @Test
    void areNamedLikeOthers(@TempDir Path folder) throws IOException {
        Path services = folder.resolve("META-INF/services/" + AdditionalMappingContributor.class.getName());
        Files.createDirectories(services.getParent());
        Files.writeString(services, Contributor.class.getName());
        ClassLoader own = getClass().getClassLoader();
        try (Database database = Engine.H2.open();
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, own)) {
            StandardServiceRegistry registry = new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                            .applyClassLoader(loader)
                            .build())
                    .applySetting(NAMING, PLURAL_SNAKE_CASE)
                    .applySetting("jakarta.persistence.jdbc.url", database.url())
                    .applySetting("jakarta.persistence.jdbc.user", database.user())
                    .build();
            try {
                Metadata metadata = new MetadataSources(registry).buildMetadata();
                Table table =
                        metadata.getEntityBinding(Contribution.class.getName()).getTable();

                assertThat(table.getName()).isEqualTo("contributions");
                assertThat(table.getPrimaryKey().getOrderingUniqueKey().getName())
                        .isEqualTo("pk_contributions");
                assertThat(table.getColumn(new Identifier("contribution_kind", false))
                                .getCheckConstraints())
                        .extracting(CheckConstraint::getName)
                        .containsExactly("ck_contributions_contribution_kind");
            } finally {
                StandardServiceRegistryBuilder.destroy(registry);
            }
        }
    }

    public static class Contributor implements AdditionalMappingContributor {

        @Override
        public void contribute(
                AdditionalMappingContributions contributions,
                InFlightMetadataCollector metadata,
                ResourceStreamLocator resources,
                MetadataBuildingContext context) {
            contributions.contributeEntity(Contribution.class);
        }
    }

    @Entity(name = "Contribution")
    static class Contribution {

        @Id
        Long id;

        @Enumerated(EnumType.ORDINAL)
        EnumType contributionKind;
    }
}
