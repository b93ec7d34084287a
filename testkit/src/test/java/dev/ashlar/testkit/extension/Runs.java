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
package dev.ashlar.testkit.extension;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs sample test classes within a test. */
final class Runs {

    private Runs() {}

    static EngineExecutionResults of(Class<?>... samples) {
        return with(Map.of(), samples);
    }

    static EngineExecutionResults with(Map<String, String> parameters, Class<?>... samples) {
        DiscoverySelector[] selectors =
                Stream.of(samples).map(sample -> selectClass(sample)).toArray(DiscoverySelector[]::new);
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .selectors(selectors)
                .execute();
    }

    /** The failures of all containers and tests, with what was suppressed. */
    static List<Throwable> failures(EngineExecutionResults results) {
        List<Throwable> failures = new ArrayList<>();
        for (Event event : results.allEvents().failed().list()) {
            event.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                    .flatMap(org.junit.platform.engine.TestExecutionResult::getThrowable)
                    .ifPresent(failures::add);
        }
        return failures;
    }

    /** The names under which all containers and tests were reported. */
    static List<String> names(EngineExecutionResults results) {
        return results.allEvents()
                .started()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }
}
