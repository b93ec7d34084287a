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
package dev.ashlar.benchmarks.pages;

import java.util.Locale;
import org.openjdk.jmh.util.ListStatistics;

/** One contestant's, one of each round. */
final class Times {

    private static final double CONFIDENCE = 0.95;

    private final ListStatistics times = new ListStatistics();
    private final ListStatistics ratios = new ListStatistics();

    void add(double time, double base) {
        times.addValue(time);
        // Of logarithms, so that a ratio and its inverse are as far from 1.
        ratios.addValue(Math.log(time / base));
    }

    /** The median over the rounds. */
    double median() {
        return times.getPercentile(50);
    }

    /** The geometric mean of the ratios to the base of the same round, with its 95 % interval. */
    String ratio() {
        double error = ratios.getMeanErrorAt(CONFIDENCE);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                Math.exp(ratios.getMean()),
                Math.exp(ratios.getMean() - error),
                Math.exp(ratios.getMean() + error));
    }
}
