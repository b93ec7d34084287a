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
package dev.ashlar.audit.internal.model;

import dev.ashlar.core.ground.AttributeNotes;
import org.hibernate.mapping.Property;

/** How an attribute departs from being logged. */
public enum Note {
    /** That it changed, not what it is. */
    MASKED,
    /** Not at all. */
    NOT_LOGGED;

    private static final String NAME = "ashlar.audit";

    /** Notes it; not logged at all wins. */
    public void put(Property property) {
        if (AttributeNotes.get(property, NAME).isEmpty() || this == NOT_LOGGED) {
            AttributeNotes.put(property, NAME, name());
        }
    }

    /** Whether it was noted on an attribute. */
    public boolean isOn(Property property) {
        return AttributeNotes.get(property, NAME).filter(name()::equals).isPresent();
    }
}
