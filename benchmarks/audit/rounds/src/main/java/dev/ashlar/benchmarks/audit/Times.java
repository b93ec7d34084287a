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
package dev.ashlar.benchmarks.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One contestant's, one of each round. */
final class Times {

    private final List<Double> times = new ArrayList<>();

    void add(double time) {
        times.add(time);
    }

    static double median(List<Double> values) {
        double[] sorted = sorted(values);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    double median() {
        return median(times);
    }

    /** The ratios to those of the same rounds. */
    Ratio to(Times base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            ratios.add(times.get(i) / base.times.get(i));
        }
        double[] sorted = sorted(ratios);
        int outside = outside(sorted.length);
        return new Ratio(median(ratios), sorted[outside], sorted[sorted.length - 1 - outside]);
    }

    /** How many values on each side are outside of the interval that has the median with 95 %, whatever their distribution. */
    private static int outside(int count) {
        double term = Math.pow(0.5, count);
        double below = term;
        int outside = 0;
        while (below <= 0.025) {
            outside++;
            term = term * (count - outside + 1) / outside;
            below += term;
        }
        return Math.max(0, outside - 1);
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * A median with its interval.
     *
     * @param median of the rounds
     * @param low where the interval begins
     * @param high where it ends
     */
    record Ratio(double median, double low, double high) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, low, high);
        }
    }
}
