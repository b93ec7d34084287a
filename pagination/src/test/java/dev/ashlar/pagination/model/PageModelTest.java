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
package dev.ashlar.pagination.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Sequences;
import dev.ashlar.pagination.KeysetForm;
import dev.ashlar.pagination.Sort;
import dev.ashlar.pagination.SortExpression;
import dev.ashlar.pagination.model.Attributes.Attribute;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.criteria.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Random rows, sorts, filters and page sizes: pages in every direction are the list that is sorted in memory. */
@PersistenceTest(entities = {Thing.class, Parent.class, Part.class})
class PageModelTest {

    private static final int ENOUGH_FOR_SHARES = 500;

    private final Map<String, Integer> shapes = new TreeMap<>();
    private int cases;

    @Test
    void everyPageIsPartOfTheSortedList(SessionFactory factory, Engine engine) {
        Sequences.of(this::generate, steps -> new ModelCase(factory, engine, steps).check())
                .check(60);
        report(engine);
    }

    private void report(Engine engine) {
        StringBuilder text = new StringBuilder("Pages on " + engine + ": cases=" + cases);
        shapes.forEach((shape, count) -> text.append(String.format("%n  %5.1f %%  %s", 100.0 * count / cases, shape)));
        System.out.println(text);
        if (!Sequences.isReplay() && cases >= ENOUGH_FOR_SHARES) {
            assertThat(shapes)
                    .allSatisfy((shape, count) -> assertThat(100.0 * count / cases)
                            .as("share of %s in %%", shape)
                            .isGreaterThanOrEqualTo(1));
        }
    }

    private void saw(String shape) {
        shapes.merge(shape, 1, Integer::sum);
    }

    private List<Step> generate(Random random) {
        cases++;
        List<Step> steps = new ArrayList<>();
        QueryKind kind = oneOf(random, QueryKind.values());
        Filter filter = oneOf(random, Filter.values());
        boolean stateless = random.nextInt(4) == 0;
        KeysetForm form = random.nextInt(2) == 0 ? oneOf(random, KeysetForm.values()) : null;
        steps.add(new Step.Asked(kind, filter, stateless, form));
        int rows = random.nextInt(13);
        for (int i = 0; i < rows; i++) {
            steps.add(new Step.Row(random.nextLong()));
        }
        int keys = 1 + random.nextInt(4);
        for (int i = 0; i < keys; i++) {
            steps.add(new Step.Key(key(random, kind)));
        }
        steps.add(new Step.Size(1 + random.nextInt(rows + 1)));
        for (int i = 0; i < 6; i++) {
            steps.add(oneOf(random, Step.Move.values()));
        }
        saw("query " + kind);
        saw("filter " + filter);
        saw("session " + (stateless ? "stateless" : "stateful"));
        saw("form " + (form == null ? "chosen by dialect" : form));
        saw("keys " + keys);
        saw("rows " + (rows == 0 ? "none" : rows == 1 ? "one" : "several"));
        Arrays.stream(Step.Move.values()).filter(steps::contains).forEach(move -> saw("move " + move));
        return steps;
    }

    private Sort key(Random random, QueryKind kind) {
        List<Attribute> among = Attributes.OF_THINGS.stream()
                .filter(attribute -> kind.isSortedByAny() || QueryKind.FEW.contains(attribute.path()))
                .toList();
        Attribute attribute = among.get(random.nextInt(among.size()));
        boolean descending = random.nextBoolean();
        Sort sort;
        if (attribute.path().equals("length")) {
            SortExpression length = PageModelTest::length;
            sort = descending ? Sort.desc("length", length) : Sort.asc("length", length);
        } else {
            sort = descending ? Sort.desc(attribute.path()) : Sort.asc(attribute.path());
        }
        if (attribute.caseless()) {
            sort = sort.ignoreCase();
        }
        int nulls = random.nextInt(3);
        sort = nulls == 0 ? sort : nulls == 1 ? sort.nullsFirst() : sort.nullsLast();
        saw("direction " + (descending ? "descending" : "ascending"));
        saw("nulls " + sort.nulls());
        saw("key " + attribute.path());
        return sort;
    }

    private static Expression<?> length(
            jakarta.persistence.criteria.CriteriaBuilder builder, jakarta.persistence.criteria.From<?, ?> root) {
        return builder.length(root.get("title"));
    }

    private static <T> T oneOf(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
