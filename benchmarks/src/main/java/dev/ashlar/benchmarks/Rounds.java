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
package dev.ashlar.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Runs benchmarks as JMH's own main class does, but with one fork of each contestant per round, as many rounds as forks are asked
 * for. So contestants are measured next to each other, and their ratios say more than the scores of a machine that is shared.
 */
public final class Rounds {

    private static final int DEFAULT_ROUNDS = 5;
    private static final double CONFIDENCE = 0.95;

    /** A virtual machine may be slow to find memory that was never touched: then that is what is measured. */
    private static final String[] HEAP = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"};

    private final Map<String, Map<String, ListStatistics>> scores = new TreeMap<>();
    private final Map<String, Map<String, ListStatistics>> ratios = new TreeMap<>();
    private String unit = "";

    private Rounds() {}

    /**
     * Runs and compares.
     *
     * @param args JMH's
     * @throws CommandLineOptionException if JMH does not know them
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Options asked = new CommandLineOptions(args);
        Options round = new OptionsBuilder()
                .parent(asked)
                .forks(1)
                .jvmArgsAppend(HEAP)
                .shouldFailOnError(true)
                .build();
        Rounds rounds = new Rounds();
        for (int i = 0; i < asked.getForkCount().orElse(DEFAULT_ROUNDS); i++) {
            rounds.add(new Runner(round).run());
        }
        rounds.print(System.out);
    }

    private void add(Collection<RunResult> round) {
        Map<String, Double> baselines = round.stream()
                .filter(result -> isBaseline(result.getParams()))
                .collect(Collectors.toMap(result -> table(result.getParams()), Rounds::score));
        for (RunResult result : round) {
            String table = table(result.getParams());
            String contestant = method(result.getParams());
            unit = result.getPrimaryResult().getScoreUnit();
            statistics(scores, table, contestant).addValue(score(result));
            Double baseline = baselines.get(table);
            if (baseline != null) {
                // Of logarithms, so that a ratio and its inverse are as far from 1.
                statistics(ratios, table, contestant).addValue(Math.log(score(result) / baseline));
            }
        }
    }

    private static ListStatistics statistics(
            Map<String, Map<String, ListStatistics>> of, String table, String contestant) {
        return of.computeIfAbsent(table, any -> new LinkedHashMap<>())
                .computeIfAbsent(contestant, any -> new ListStatistics());
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static String table(BenchmarkParams params) {
        String type = type(params);
        return type.substring(type.lastIndexOf('.') + 1)
                + params.getParamsKeys().stream()
                        .map(key -> " " + key + "=" + params.getParam(key))
                        .collect(Collectors.joining());
    }

    private static String type(BenchmarkParams params) {
        return params.getBenchmark().substring(0, params.getBenchmark().lastIndexOf('.'));
    }

    private static String method(BenchmarkParams params) {
        return params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    }

    private static boolean isBaseline(BenchmarkParams params) {
        try {
            return Class.forName(type(params)).getMethod(method(params)).isAnnotationPresent(Baseline.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A benchmark cannot be found: " + params.getBenchmark(), e);
        }
    }

    private void print(PrintStream out) {
        scores.forEach((table, contestants) -> {
            out.printf(Locale.ROOT, "%n%s, %s, %.0f %% intervals over the rounds%n", table, unit, 100 * CONFIDENCE);
            contestants.forEach((contestant, score) -> out.printf(
                    Locale.ROOT,
                    "%-20s %10.2f ± %8.2f   %s%n",
                    contestant,
                    score.getMean(),
                    score.getMeanErrorAt(CONFIDENCE),
                    ratio(ratios.getOrDefault(table, Map.of()).get(contestant))));
        });
    }

    private static String ratio(ListStatistics logarithms) {
        if (logarithms == null) {
            return "";
        }
        double error = logarithms.getMeanErrorAt(CONFIDENCE);
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f to %.3f)",
                Math.exp(logarithms.getMean()),
                Math.exp(logarithms.getMean() - error),
                Math.exp(logarithms.getMean() + error));
    }
}
