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
package dev.ashlar.contracts;

import dev.ashlar.audit.AuditLogged;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.SoftDeletable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;

/** Is logged, and marked instead of deleted. */
@Entity
@AuditLogged
@SoftDeletable
@Inheritance(strategy = InheritanceType.JOINED)
class Draft {

    @Id
    Long id;

    @Version
    int version;

    String title = "d";

    Deletion deletion;

    @ElementCollection
    Set<String> words = new HashSet<>(Set.of("w"));

    protected Draft() {}

    Draft(long id) {
        this.id = id;
    }

    /** Has one attribute more. */
    @Entity(name = "LongDraft")
    static class LongDraft extends Draft {
        int pages = 7;

        protected LongDraft() {}

        LongDraft(long id) {
            super(id);
        }
    }
}
