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
package dev.ashlar.examples.blog;

import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.Entities;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tag on a post, and since when; never updated, so it has the one stamp that it needs. */
@Entity
@IdClass(PostTag.Key.class)
@Table(comment = "Tags of posts", indexes = @Index(columnList = "tag_id"))
class PostTag {

    /** The post and the tag. */
    record Key(Long post, Long tag) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Post post;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Tag tag;

    @Column(nullable = false)
    private Instant assignedAt;

    @CreatedAt
    @Column(nullable = false)
    private @Nullable Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PostTag() {}

    PostTag(Post post, Tag tag, Instant assignedAt) {
        this.post = post;
        this.tag = tag;
        this.assignedAt = assignedAt;
    }

    private @Nullable Key key() {
        Long postId = post.getId();
        Long tagId = tag.getId();
        return postId == null || tagId == null ? null : new Key(postId, tagId);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return Entities.equal(this, other, PostTag::key);
    }

    @Override
    public final int hashCode() {
        return Entities.hash(this);
    }
}
