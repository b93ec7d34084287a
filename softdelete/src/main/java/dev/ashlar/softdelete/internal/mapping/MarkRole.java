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
package dev.ashlar.softdelete.internal.mapping;

import dev.ashlar.core.ground.AttributeNotes;
import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.DeletedBy;
import dev.ashlar.softdelete.DeletionId;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.hibernate.mapping.Property;

/** What an attribute says about a deletion. */
public enum MarkRole {
    /** When. */
    AT(DeletedAt.class),
    /** By whom. */
    BY(DeletedBy.class),
    /** By which deletion. */
    ID(DeletionId.class);

    private static final String NOTE = "ashlar.softdelete.mark";

    private final Class<? extends Annotation> annotation;

    MarkRole(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    /** The annotation that gives the role, with its at sign, for messages. */
    public String annotation() {
        return "@" + annotation.getSimpleName();
    }

    /** Notes the role on a mapped attribute; copies of the attribute keep it. */
    public void note(Property property) {
        AttributeNotes.put(property, NOTE, name());
    }

    /** The role that was noted on an attribute. */
    public static Optional<MarkRole> of(Property property) {
        return AttributeNotes.get(property, NOTE).map(MarkRole::valueOf);
    }
}
