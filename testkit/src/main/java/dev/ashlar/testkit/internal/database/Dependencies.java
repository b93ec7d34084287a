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
package dev.ashlar.testkit.internal.database;

import dev.ashlar.testkit.PersistenceTestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an engine needs on the class path, and what of it is missing. */
final class Dependencies {

    private final String engine;
    private final Map<String, String> coordinates = new LinkedHashMap<>();

    private Dependencies(String engine) {
        this.engine = engine;
    }

    static Dependencies of(String engine) {
        return new Dependencies(engine);
    }

    /** Needs a class or another file of the class path, which comes from these coordinates. */
    Dependencies with(String resource, String coordinates) {
        this.coordinates.put(resource, coordinates);
        return this;
    }

    /**
     * Passes if everything is there.
     *
     * @throws PersistenceTestException with the coordinates of all that is missing
     */
    void check() {
        ClassLoader loader = Dependencies.class.getClassLoader();
        List<String> missing = new ArrayList<>();
        coordinates.forEach((resource, source) -> {
            if (loader.getResource(resource) == null) {
                missing.add(source);
            }
        });
        if (!missing.isEmpty()) {
            throw new PersistenceTestException(
                    "The test wants " + engine + ", and the class path lacks what starts it: missing=" + missing
                            + ". Add it in scope test, or name a database by @PersistenceTest(url) or ashlar.testkit.url.");
        }
    }

    /** The server is there and did not start. */
    PersistenceTestException failed(Throwable cause) {
        return new PersistenceTestException(
                engine + " did not start: os=" + System.getProperty("os.name") + " arch="
                        + System.getProperty("os.arch")
                        + " user=" + System.getProperty("user.name") + " needs=" + coordinates.values()
                        + ". The cause says why; or name a database by @PersistenceTest(url) or ashlar.testkit.url.",
                cause);
    }
}
