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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.internal.naming.RandomMapping.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random mappings against what must hold for all of them. */
class ConstraintNamesTest {

    /** Few and ambiguous, so that {@code a} with {@code b_a} meets {@code a_b} with {@code a}; and some too long. */
    private static final List<String> WORDS = List.of("a", "b", "a_b", "b_a", "x".repeat(30), "ü".repeat(25));

    private final StandardServiceRegistry registry = RandomMapping.registry();

    @AfterEach
    void close() {
        StandardServiceRegistryBuilder.destroy(registry);
    }

    @Test
    void namesAreUniqueShortAndIndependentOfTheOrderOfBinding() {
        String sequences = System.getProperty("ashlar.test.sequences", "");
        int rounds = sequences.isBlank() ? 200 : Integer.parseInt(sequences);
        long start = System.nanoTime();
        for (long seed = start; seed < start + rounds; seed++) {
            Random random = new Random(seed);
            Set<Wanted> mapping = mapping(random);
            Map<Wanted, String> names = names(mapping, random);

            assertThat(new HashSet<>(names.values()))
                    .as("seed=%d %s", seed, names)
                    .hasSameSizeAs(mapping);
            assertThat(names.values())
                    .as("seed=%d", seed)
                    .allSatisfy(name -> assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(63))
                    .allSatisfy(name -> assertThat(ProvisionalName.is(name)).isFalse());
            assertThat(names(mapping, random)).as("seed=%d", seed).isEqualTo(names);
        }
    }

    @Test
    void keepsIndexesOfOneTableApart() {
        Wanted first = new Wanted("idx", "t", "", List.of("a", "b_a"));
        Wanted second = new Wanted("idx", "t", "", List.of("a_b", "a"));

        Map<Wanted, String> names = new RandomMapping(registry).names(List.of(first, second));

        assertThat(names.values()).doesNotHaveDuplicates().allMatch(name -> name.matches("idx_t_a_b_a_[0-9a-f]{8}"));
        assertThat(new RandomMapping(registry).names(List.of(second, first))).isEqualTo(names);
    }

    @Test
    void cutsAndHashesNamesAsItAlwaysDid() {
        Set<Wanted> mapping = Set.of(
                new Wanted("uq", "a", "", List.of("b_c")),
                new Wanted("uq", "a_b", "", List.of("c")),
                new Wanted("uq", "a", "", List.of("x".repeat(70))));

        assertThat(names(mapping, new Random(1)).values())
                .containsExactlyInAnyOrder(
                        "uq_a_b_c_3508ee7c", "uq_a_b_c_4eeb7f23", "uq_a_" + "x".repeat(49) + "_4092f1ac");
    }

    private static Set<Wanted> mapping(Random random) {
        Set<Wanted> mapping = new LinkedHashSet<>();
        int size = 1 + random.nextInt(15);
        for (int i = 0; i < size; i++) {
            String table = pick(random);
            switch (random.nextInt(5)) {
                case 0 -> mapping.add(new Wanted("uq", table, "", columns(random, 1 + random.nextInt(2))));
                case 1 -> mapping.add(new Wanted("idx", table, "", columns(random, 1 + random.nextInt(2))));
                case 2 -> mapping.add(new Wanted("fk", table, pick(random), columns(random, 1)));
                case 3 -> mapping.add(new Wanted("pk", table, "", List.of("id")));
                default -> mapping.add(new Wanted("ck", table, "" + random.nextInt(3), columns(random, 1)));
            }
        }
        // Hibernate knows a foreign key by its columns alone, and a unique key by its set of columns.
        Set<Object> keys = new HashSet<>();
        mapping.removeIf(wanted -> switch (wanted.kind()) {
            case "fk" -> !keys.add(List.of("fk", wanted.table(), wanted.columns()));
            case "uq" -> !keys.add(List.of("uq", wanted.table(), Set.copyOf(wanted.columns())));
            default -> false;
        });
        return mapping;
    }

    private static List<String> columns(Random random, int count) {
        Set<String> columns = new LinkedHashSet<>();
        while (columns.size() < count) {
            columns.add(pick(random));
        }
        return List.copyOf(columns);
    }

    private static String pick(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** The names, after binding in a random order. */
    private Map<Wanted, String> names(Set<Wanted> mapping, Random random) {
        List<Wanted> order = new ArrayList<>(mapping);
        Collections.shuffle(order, random);
        return new RandomMapping(registry).names(order);
    }
}
