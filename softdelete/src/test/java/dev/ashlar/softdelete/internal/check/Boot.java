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
package dev.ashlar.softdelete.internal.check;

import dev.ashlar.core.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/**
 * Builds mappings without a database.
 *
 * @param setup what is special about the registry
 */
record Boot(Consumer<StandardServiceRegistryBuilder> setup) {

    static Boot with(Consumer<StandardServiceRegistryBuilder> setup) {
        return new Boot(setup);
    }

    /** What the boot is refused for. */
    static List<String> errors(Class<?>... entities) {
        return errors(Map.of(), entities);
    }

    static List<String> errors(Map<String, Object> settings, Class<?>... entities) {
        try {
            with(registry -> registry.applySettings(settings)).build(entities);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    /** What a boot that is not refused warns of. */
    static List<String> warnings(Class<?>... entities) {
        return Warnings.of(with(registry -> {}).build(entities));
    }

    Metadata build(Class<?>... entities) {
        StandardServiceRegistryBuilder builder = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.dialect", "org.hibernate.dialect.H2Dialect")
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", false);
        setup.accept(builder);
        StandardServiceRegistry registry = builder.build();
        try {
            return new MetadataSources(registry).addAnnotatedClasses(entities).buildMetadata();
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }
}
