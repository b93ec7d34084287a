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
package dev.ashlar.docs.softdelete;

import dev.ashlar.core.LongEntity;
import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.DeletedBy;
import dev.ashlar.softdelete.DeletionId;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.UniqueAmongLive;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

// snippet: softdelete-entity
@Entity
@SoftDeletable
@UniqueAmongLive("slug")
class Post extends LongEntity {

    private String slug;

    @DeletedAt
    private Instant deletedAt;

    @DeletedBy
    private String deletedBy;

    @DeletionId
    private UUID deletionId;

    @OneToMany(mappedBy = "post", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Comment> comments = new ArrayList<>();

    @ManyToMany
    private Set<Topic> topics = new HashSet<>();
    // end

    protected Post() {}

    Post(String slug) {
        this.slug = slug;
    }

    String slug() {
        return slug;
    }

    UUID deletionId() {
        return deletionId;
    }

    String deletedBy() {
        return deletedBy;
    }

    List<Comment> comments() {
        return comments;
    }

    Set<Topic> topics() {
        return topics;
    }
}
