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
package dev.ashlar.benchmarks.softdelete;

import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.DeletedBy;
import dev.ashlar.softdelete.DeletionId;
import dev.ashlar.softdelete.SoftDeletable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** By the module: when, by whom, by which deletion, and a new version. */
@Entity
@Table(name = "posts")
@SoftDeletable
class MarkedPost extends Post {

    @DeletedAt
    @Column(name = "deleted_at")
    Instant deletedAt;

    @DeletedBy
    @Column(name = "deleted_by")
    String deletedBy;

    @DeletionId
    @Column(name = "deletion_id")
    UUID deletionId;
}
