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

import static org.hibernate.cfg.MappingSettings.ID_DB_STRUCTURE_NAMING_STRATEGY;
import static org.hibernate.cfg.MappingSettings.IMPLICIT_NAMING_STRATEGY;
import static org.hibernate.cfg.MappingSettings.PHYSICAL_NAMING_STRATEGY;

import dev.ashlar.core.naming.AshlarDatabaseObjectNamingStrategy;
import dev.ashlar.core.naming.AshlarImplicitNamingStrategy;
import dev.ashlar.core.naming.AshlarPhysicalNamingStrategy;
import dev.ashlar.core.naming.NamingSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.boot.spi.MetadataBuildingOptions;

/** What is contradictory about the naming settings; each problem names settings, values and the way out. */
public final class NamingProblems {

    /** The settings of Hibernate that ours stands for, with our value for each. */
    static final Map<String, Class<?>> STRATEGIES;

    static {
        Map<String, Class<?>> strategies = new LinkedHashMap<>();
        strategies.put(IMPLICIT_NAMING_STRATEGY, AshlarImplicitNamingStrategy.class);
        strategies.put(PHYSICAL_NAMING_STRATEGY, AshlarPhysicalNamingStrategy.class);
        strategies.put(ID_DB_STRUCTURE_NAMING_STRATEGY, AshlarDatabaseObjectNamingStrategy.class);
        STRATEGIES = Collections.unmodifiableMap(strategies);
    }

    /** Where the problems of the settings wait, because ours have taken the place of theirs; for nobody to set. */
    static final String FOUND = NamingProblems.class.getName();

    private NamingProblems() {}

    /** Whether our setting is there at all. */
    static boolean isOn(Map<String, Object> settings) {
        return !naming(settings).isEmpty();
    }

    private static String naming(Map<String, Object> settings) {
        return Objects.toString(settings.get(NamingSettings.NAMING), "").strip();
    }

    /** All of them, when the mapping is built. */
    public static List<String> of(MetadataBuildingOptions options, Map<String, Object> settings) {
        List<String> problems = new ArrayList<>();
        if (settings.get(FOUND) instanceof List<?> found) {
            found.forEach(problem -> problems.add((String) problem));
        }
        return problems.isEmpty() ? inCode(options, settings) : problems;
    }

    /** Before anything is built, from the settings alone. */
    static List<String> of(Map<String, Object> settings) {
        if (!isOn(settings)) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        String value = naming(settings);
        if (!value.equals(NamingSettings.PLURAL_SNAKE_CASE)) {
            problems.add("Unknown naming: " + NamingSettings.NAMING + "=" + value + ". Set it to "
                    + NamingSettings.PLURAL_SNAKE_CASE + ", the only value there is, or remove it.");
        }
        for (String setting : STRATEGIES.keySet()) {
            Object other = settings.get(setting);
            if (other != null && !isOurs(setting, other)) {
                problems.add("Two naming strategies at once: " + NamingSettings.NAMING + "=" + value + " and " + setting
                        + "=" + describe(other) + ". Remove one of the two settings.");
            }
        }
        return problems;
    }

    /** Strategies may have been set in code, past the settings. */
    private static List<String> inCode(MetadataBuildingOptions options, Map<String, Object> settings) {
        Object implicit = options.getImplicitNamingStrategy();
        Object physical = options.getPhysicalNamingStrategy();
        if (!isOn(settings)) {
            return halfPair(implicit, physical);
        }
        List<String> problems = new ArrayList<>();
        inCode(settings, IMPLICIT_NAMING_STRATEGY, implicit, problems);
        inCode(settings, PHYSICAL_NAMING_STRATEGY, physical, problems);
        return problems;
    }

    private static void inCode(Map<String, Object> settings, String setting, Object strategy, List<String> problems) {
        if (!isOurs(setting, strategy)) {
            problems.add("Two naming strategies at once: " + NamingSettings.NAMING + "="
                    + settings.get(NamingSettings.NAMING) + " and, set in code instead of by " + setting + ", "
                    + describe(strategy) + ". Remove the setting, or the call that sets the strategy.");
        }
    }

    private static List<String> halfPair(Object implicit, Object physical) {
        boolean ours = isOurs(IMPLICIT_NAMING_STRATEGY, implicit);
        if (ours == isOurs(PHYSICAL_NAMING_STRATEGY, physical)) {
            return List.of();
        }
        return List.of(
                "Half a pair of naming strategies: " + IMPLICIT_NAMING_STRATEGY + "=" + describe(implicit) + " and "
                        + PHYSICAL_NAMING_STRATEGY + "=" + describe(physical) + ". Set " + NamingSettings.NAMING + "="
                        + NamingSettings.PLURAL_SNAKE_CASE + " instead of both.");
    }

    private static boolean isOurs(String setting, Object value) {
        Class<?> ours = Objects.requireNonNull(STRATEGIES.get(setting));
        return ours == value || ours.isInstance(value) || ours.getName().equals(value);
    }

    private static String describe(Object value) {
        if (value instanceof String name) {
            return name;
        }
        return value instanceof Class<?> type
                ? type.getName()
                : value.getClass().getName();
    }
}
