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
package dev.ashlar.core;

import jakarta.persistence.PersistenceException;
import java.util.List;

/** The persistence unit cannot start; the message lists everything that is wrong with it, each with its mend. */
public final class ConfigurationException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** For this library. */
    public ConfigurationException(List<String> problems) {
        super((problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                + " in the configuration of the persistence unit:\n - " + String.join("\n - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, one sentence or more each. */
    public List<String> problems() {
        return problems;
    }
}
