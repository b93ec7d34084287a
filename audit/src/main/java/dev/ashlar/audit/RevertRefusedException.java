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
package dev.ashlar.audit;

import jakarta.persistence.PersistenceException;
import java.util.stream.Collectors;

/** A change cannot be taken back as a whole; nothing was changed. */
public final class RevertRefusedException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private static final int TOLD = 10;

    private final transient RevertPlan plan;

    /** For this module. */
    public RevertRefusedException(RevertPlan plan) {
        super("A change cannot be taken back: conflicts="
                + plan.conflicts().stream()
                        .limit(TOLD)
                        .map(RevertConflict::toString)
                        .collect(Collectors.joining("; ", "[", plan.conflicts().size() > TOLD ? "; …]" : "]"))
                + " possible steps=" + plan.steps().size()
                + ". Decide what is right now and write it, or leave the conflicts out by leavingConflicts().");
        this.plan = plan;
    }

    /** What could be done, and all that is in the way; null after serialization. */
    public RevertPlan plan() {
        return plan;
    }
}
