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
package dev.ashlar.softdelete;

import jakarta.persistence.PersistenceException;
import java.util.stream.Collectors;

/** A restore cannot bring back all of its rows; it has changed none. */
public final class RestoreRefusedException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private static final int TOLD = 10;

    private final transient RestorePlan plan;

    /** For this module. */
    public RestoreRefusedException(RestorePlan plan) {
        super("Rows cannot be restored: rows=" + plan.rows().size() + " obstacles="
                + plan.obstacles().stream()
                        .limit(TOLD)
                        .map(RestoreObstacle::toString)
                        .collect(Collectors.joining("; ", "[", plan.obstacles().size() > TOLD ? "; …]" : "]"))
                + ". Restore the parents first or with them, and give one of two equal rows another value.");
        this.plan = plan;
    }

    /** All rows and all obstacles; null after serialization. */
    public RestorePlan plan() {
        return plan;
    }
}
