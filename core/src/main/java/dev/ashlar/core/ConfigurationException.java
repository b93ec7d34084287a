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
import java.io.Serial;
import java.util.List;

/**
 * The configuration of a persistence unit is refused, with every problem that was found, while the unit is built.
 *
 * <p>Jakarta Persistence may wrap it once more; it is then the cause. Immutable.
 */
public final class ConfigurationException extends PersistenceException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    /**
     * Refuses a configuration.
     *
     * @param problems what is wrong, a sentence or more each, with the way out
     * @throws IllegalArgumentException if {@code problems} is empty
     */
    public ConfigurationException(List<String> problems) {
        super(message(problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** What is wrong, in the order in which it was found; never empty. */
    public List<String> problems() {
        return List.of(problems);
    }

    private static String message(List<String> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("A configuration without problems was refused");
        }
        return problems.size() == 1
                ? problems.get(0)
                : problems.size() + " problems in the configuration:\n- " + String.join("\n- ", problems);
    }
}
