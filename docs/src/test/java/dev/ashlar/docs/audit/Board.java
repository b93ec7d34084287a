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
package dev.ashlar.docs.audit;

import dev.ashlar.audit.TouchedByCollections;
import dev.ashlar.audit.UpdatedBy;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.OptimisticLock;

// snippet: audit-columns-touch
@Entity
@TouchedByCollections
class Board {

    @Id
    private Long id;

    @UpdatedBy
    private String updatedBy;

    @ElementCollection
    private Set<String> words = new HashSet<>(); // touches

    @ElementCollection
    @OptimisticLock(excluded = true)
    private Set<String> views = new HashSet<>(); // does not touch: excluded
    // end

    protected Board() {}

    Board(Long id) {
        this.id = id;
    }

    Set<String> words() {
        return words;
    }

    Set<String> views() {
        return views;
    }

    String updatedBy() {
        return updatedBy;
    }
}
