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
package dev.ashlar.core.ground;

import dev.ashlar.core.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a persistence unit, collected while it boots and told at once. */
public final class BootProblems {

    private final List<String> problems = new ArrayList<>();

    BootProblems() {}

    /** Adds a problem: what is wrong, facts as {@code name=value}, and the mend. */
    public synchronized void add(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /**
     * Ends the collecting; a next boot from the same registry starts afresh.
     *
     * @throws ConfigurationException if there is a problem
     */
    public synchronized void throwIfAny() {
        List<String> found = List.copyOf(problems);
        problems.clear();
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }
}
