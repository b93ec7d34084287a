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
package dev.ashlar.benchmarks.first;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Measures the time from the start of a JVM to the end of the first test that passes in it: one JVM of each contestant per round, so
 * that those who are compared stand next to each other. The first round, which finds cold files, is not counted.
 */
public final class Rounds {

    private static final double CONFIDENCE = 0.95;
    private static final String PASSED = "The first test has passed.";

    private static final Map<String, List<Contestant>> CONTESTANTS = Map.of(
            "h2",
            List.of(
                    new Contestant("by hand", "plain", "PlainTest"),
                    new Contestant("@PersistenceTest", "testkit", "TestkitTest"),
                    new Contestant("@DataJpaTest", "spring", "SpringTest")),
            "postgresql",
            List.of(
                    new Contestant("by hand", "plain", "PlainPostgresTest"),
                    new Contestant("@PersistenceTest", "testkit", "TestkitPostgresTest")));

    private final Path project;
    private final String engine;

    private Rounds(Path project, String engine) {
        this.project = project;
        this.engine = engine;
    }

    /**
     * Runs and compares.
     *
     * @param args where the contestants' modules are, the engine, the number of rounds
     * @throws IOException if a contestant cannot be started
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Rounds rounds = new Rounds(Path.of(args[0]), args[1]);
        List<Contestant> contestants = CONTESTANTS.get(args[1]);
        Times[] times = contestants.stream().map(Times::new).toArray(Times[]::new);
        for (int round = 0; round <= Integer.parseInt(args[2]); round++) {
            double baseline = 0;
            for (int i = 0; i < times.length; i++) {
                double millis = rounds.run(contestants.get(i));
                baseline = i == 0 ? millis : baseline;
                if (round > 0) {
                    times[i].add(millis, baseline);
                }
            }
        }
        System.out.printf(
                "%n%s, %s rounds: median (quartiles) in ms, ratio (%.0f %% interval)%n",
                args[1], args[2], 100 * CONFIDENCE);
        for (Times each : times) {
            System.out.println(each);
        }
    }

    private double run(Contestant contestant) throws IOException, InterruptedException {
        String classPath = contestant.classPath(project, engine);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "dev.ashlar.benchmarks.first.Launch",
                        "dev.ashlar.benchmarks.first." + contestant.test())
                .redirectErrorStream(true);
        StringBuilder output = new StringBuilder();
        long passed = 0;
        long start = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(PASSED)) {
                    passed = System.nanoTime();
                }
                output.append(line).append('\n');
            }
        }
        process.waitFor();
        if (passed == 0) {
            throw new IllegalStateException("The test did not pass: contestant=" + contestant + "\n" + output);
        }
        return (passed - start) / 1e6;
    }

    private record Contestant(String name, String module, String test) {

        String classPath(Path project, String engine) throws IOException {
            Path target =
                    project.resolve(module).resolve("target").toAbsolutePath().normalize();
            return target.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(target.resolve(engine + ".classpath")).strip();
        }
    }

    private static final class Times {

        private final Contestant contestant;
        private final ListStatistics millis = new ListStatistics();
        private final ListStatistics ratios = new ListStatistics();

        Times(Contestant contestant) {
            this.contestant = contestant;
        }

        void add(double time, double baseline) {
            millis.addValue(time);
            // Of logarithms, so that a ratio and its inverse are as far from 1.
            ratios.addValue(Math.log(time / baseline));
        }

        @Override
        public String toString() {
            double error = ratios.getMeanErrorAt(CONFIDENCE);
            return String.format(
                    Locale.ROOT,
                    "%-18s %5.0f (%.0f to %.0f)   %.3f (%.3f to %.3f)",
                    contestant.name(),
                    millis.getPercentile(50),
                    millis.getPercentile(25),
                    millis.getPercentile(75),
                    Math.exp(ratios.getMean()),
                    Math.exp(ratios.getMean() - error),
                    Math.exp(ratios.getMean() + error));
        }
    }
}
