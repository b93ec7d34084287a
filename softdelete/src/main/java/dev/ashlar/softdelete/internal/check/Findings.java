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
package dev.ashlar.softdelete.internal.check;

import dev.ashlar.core.ground.BootProblems;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.mapping.RootClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the checks have found: errors end the boot with all other problems, warnings are logged and kept. */
final class Findings {

    private static final Logger LOG = LoggerFactory.getLogger("dev.ashlar.softdelete");

    private final BootProblems problems;
    private final Set<String> warnings = new LinkedHashSet<>();

    Findings(BootProblems problems) {
        this.problems = problems;
    }

    /**
     * Refuses a mapping.
     *
     * @param what what would be lost or shown
     * @param facts as {@code name=value}
     * @param mend the ways out
     */
    void error(String what, String facts, String mend) {
        problems.add(text(what, facts, mend));
    }

    /**
     * Warns of a mapping.
     *
     * @param root of the hierarchy that it concerns
     * @param what what would be lost or shown
     * @param facts as {@code name=value}
     * @param mend the ways out
     */
    void warning(RootClass root, String what, String facts, String mend) {
        String warning = text(what, facts, mend);
        if (warnings.add(warning)) {
            Warnings.note(root, warning);
        }
    }

    void log() {
        warnings.forEach(LOG::warn);
    }

    private static String text(String what, String facts, String mend) {
        return what + ": " + facts + ". " + mend;
    }
}
