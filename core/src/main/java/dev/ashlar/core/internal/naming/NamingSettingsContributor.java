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

import static org.hibernate.cfg.MappingSettings.IMPLICIT_NAMING_STRATEGY;
import static org.hibernate.cfg.MappingSettings.PHYSICAL_NAMING_STRATEGY;

import dev.ashlar.core.naming.NamingSettings;
import java.util.Map;
import java.util.Objects;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Expands the one setting into Hibernate's three, in whichever way Hibernate is started. */
public final class NamingSettingsContributor implements ServiceContributor {

    private static final Logger LOG = LoggerFactory.getLogger(NamingSettingsContributor.class);

    /** HibernateProperties of Spring Boot 4 sets both where the user sets nothing, and nobody can unset them. */
    private static final Map<String, String> SPRING_BOOT_DEFAULTS = Map.of(
            IMPLICIT_NAMING_STRATEGY, "org.springframework.boot.hibernate.SpringImplicitNamingStrategy",
            PHYSICAL_NAMING_STRATEGY, "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");

    /** Made by the service loader. */
    public NamingSettingsContributor() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        Map<String, Object> settings = builder.getSettings();
        if (NamingProblems.isOn(settings) && isSpringBoots(settings, IMPLICIT_NAMING_STRATEGY)) {
            LOG.debug("{} replaces the naming strategies that Spring Boot sets by default", NamingSettings.NAMING);
            // The user may have set the other one; only what is a default gives way.
            SPRING_BOOT_DEFAULTS.forEach(settings::remove);
        }
        if (NamingProblems.isOn(settings)) {
            // What is wrong is told later, with everything else that is: see CoreMappingContributor.
            builder.applySetting(NamingProblems.FOUND, NamingProblems.of(settings));
            NamingProblems.STRATEGIES.forEach((setting, strategy) -> builder.applySetting(setting, strategy.getName()));
        }
    }

    private static boolean isSpringBoots(Map<String, Object> settings, String setting) {
        return Objects.equals(settings.get(setting), SPRING_BOOT_DEFAULTS.get(setting));
    }
}
