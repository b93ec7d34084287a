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
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;

/** Has no version, and goes with its shelf. */
@Entity
@SoftDeletable
class Jar implements Family.Child {

    @Id
    @GeneratedValue
    Long id;

    String name;

    @DeletedAt
    Instant deletedAt;

    @DeletionId
    UUID deletionId;

    @ManyToOne(fetch = FetchType.LAZY)
    Shelf parent;

    @Override
    public Long id() {
        return id;
    }

    @Override
    public void rename(String to) {
        name = to;
    }

    @Override
    public void belongTo(Family.Parent owner) {
        parent = (Shelf) owner;
    }
}
