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
package dev.ashlar.softdelete.race;

import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.DeletionId;
import dev.ashlar.softdelete.SoftDeletable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Versioned, and removes its players with it. */
@Entity
@SoftDeletable
class Team implements Family.Parent {

    @Id
    @GeneratedValue
    Long id;

    @Version
    int version;

    int size;

    @Column(length = 2_000)
    String charter;

    @DeletedAt
    Instant deletedAt;

    @DeletionId
    UUID deletionId;

    @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
    Set<Player> children = new HashSet<>();

    @Override
    public Long id() {
        return id;
    }

    @Override
    public void grow() {
        size++;
    }

    @Override
    public void add(Family.Child child) {
        children.add((Player) child);
    }
}
