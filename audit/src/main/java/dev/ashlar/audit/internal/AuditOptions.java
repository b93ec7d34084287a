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

import dev.ashlar.audit.AuditSettings;
import dev.ashlar.audit.internal.bulk.BulkLogging;
import dev.ashlar.audit.internal.bulk.NativeDml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The settings of a persistence unit.
 *
 * @param logAll whether all entities are logged
 * @param failing whether a log row that cannot be written fails the transaction
 * @param maxText the longest text kept whole
 * @param statelessOldValues whether stateless sessions read rows first
 * @param indexes names of further indexed attributes of the log
 * @param bulk what is logged of set-based statements
 * @param nativeDml what becomes of native SQL that writes
 * @param monthly whether the log's table is divided by month
 * @param seals whether the tables of seals are mapped
 */
public record AuditOptions(
        boolean logAll,
        boolean failing,
        int maxText,
        boolean statelessOldValues,
        Set<String> indexes,
        BulkLogging bulk,
        NativeDml nativeDml,
        boolean monthly,
        boolean seals) {

    /** Those of a unit that sets nothing. */
    public static final AuditOptions DEFAULT =
            new AuditOptions(false, true, 10_000, true, Set.of(), BulkLogging.ROWS, NativeDml.WARN, false, false);

    private static final Set<String> INDEXABLE = Set.of("actor", "action", "created_at", "request_id", "tenant");
    private static final int SHORTEST_MAX = 100;
    private static final int LONGEST_MAX = 1_000_000;

    /** Reads them; what is wrong is added to the problems. */
    public static AuditOptions from(Map<String, ?> settings, List<String> problems) {
        return new AuditOptions(
                choice(settings, AuditSettings.LOG_ALL, List.of("false", "true"), problems)
                        .equals("true"),
                choice(settings, AuditSettings.ON_FAILURE, List.of("fail", "log"), problems)
                        .equals("fail"),
                maxText(settings, problems),
                choice(settings, AuditSettings.STATELESS_OLD_VALUES, List.of("true", "false"), problems)
                        .equals("true"),
                indexes(settings, problems),
                BulkLogging.valueOf(choice(settings, AuditSettings.BULK, List.of("rows", "summary"), problems)
                        .toUpperCase(Locale.ROOT)),
                NativeDml.valueOf(
                        choice(settings, AuditSettings.NATIVE_DML, List.of("warn", "refuse", "allow"), problems)
                                .toUpperCase(Locale.ROOT)),
                choice(settings, AuditSettings.PARTITIONS, List.of("none", "monthly"), problems)
                        .equals("monthly"),
                choice(settings, AuditSettings.SEALS, List.of("false", "true"), problems)
                        .equals("true"));
    }

    private static String choice(Map<String, ?> settings, String name, List<String> choices, List<String> problems) {
        Object value = settings.get(name);
        if (value == null) {
            return choices.get(0);
        }
        String text = value.toString().strip().toLowerCase(Locale.ROOT);
        if (!choices.contains(text)) {
            problems.add("A setting has an unknown value: " + name + "=[" + value + "] known=" + choices
                    + ". Write one of them.");
            return choices.get(0);
        }
        return text;
    }

    private static int maxText(Map<String, ?> settings, List<String> problems) {
        Object value = settings.get(AuditSettings.MAX_TEXT);
        if (value == null) {
            return DEFAULT.maxText();
        }
        try {
            int max = Integer.parseInt(value.toString().strip());
            if (max >= SHORTEST_MAX && max <= LONGEST_MAX) {
                return max;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        problems.add("A setting is not a number in its range: " + AuditSettings.MAX_TEXT + "=[" + value + "] range="
                + SHORTEST_MAX + ".." + LONGEST_MAX + ". Write a whole number of characters.");
        return DEFAULT.maxText();
    }

    private static Set<String> indexes(Map<String, ?> settings, List<String> problems) {
        Object value = settings.get(AuditSettings.INDEXES);
        if (value == null) {
            return Set.of();
        }
        List<String> names = new ArrayList<>(Arrays.stream(value.toString().split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
        names.stream()
                .filter(name -> !INDEXABLE.contains(name))
                .forEach(name -> problems.add("A setting names an unknown index: " + AuditSettings.INDEXES + "=["
                        + value + "] unknown=" + name + ". Use names of "
                        + INDEXABLE.stream().sorted().toList()
                        + ", separated by commas."));
        names.retainAll(INDEXABLE);
        return Set.copyOf(names);
    }
}
