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

import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.CreatedBy;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.LongEntity;
import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.DeletedBy;
import dev.ashlar.softdelete.DeletionId;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.UniqueAmongLive;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post; when it was published is the author's matter, when its row was written is the base class's. */
@Entity
@AuditLogged
@SoftDeletable
@UniqueAmongLive("slug")
@Table(
        comment = "Posts of the blog",
        indexes = {@Index(columnList = "author_id"), @Index(columnList = "publishedAt")})
class Post extends LongEntity {

    @Column(nullable = false, length = Text.COLUMN_LENGTH)
    private String slug;

    @Column(nullable = false, length = Text.COLUMN_LENGTH)
    private String title;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private User author;

    @Column(nullable = false)
    private Instant publishedAt;

    @CreatedBy
    private @Nullable String createdBy;

    @UpdatedBy
    private @Nullable String updatedBy;

    @DeletedAt
    private @Nullable Instant deletedAt;

    @DeletedBy
    private @Nullable String deletedBy;

    @DeletionId
    private @Nullable UUID deletionId;

    @OneToMany(mappedBy = "post", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Comment> comments = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Post() {}

    Post(String slug, String title, User author, Instant publishedAt) {
        this.slug = slug;
        this.title = title;
        this.author = author;
        this.publishedAt = publishedAt;
    }

    String slug() {
        return slug;
    }

    void retitle(String to) {
        title = to;
    }

    User author() {
        return author;
    }

    Instant publishedAt() {
        return publishedAt;
    }

    void comment(String text) {
        comments.add(new Comment(this, text));
    }

    List<Comment> comments() {
        return comments;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    @Nullable
    String createdBy() {
        return createdBy;
    }

    @Nullable
    String updatedBy() {
        return updatedBy;
    }

    @Nullable
    String deletedBy() {
        return deletedBy;
    }

    @Nullable
    UUID deletionId() {
        return deletionId;
    }
}
