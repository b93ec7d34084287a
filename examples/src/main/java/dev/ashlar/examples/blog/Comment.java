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

import dev.ashlar.core.LongEntity;
import dev.ashlar.softdelete.Deletable;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.SoftDeletable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What somebody says of a post; goes and comes back with it. */
@Entity
@SoftDeletable
@Table(comment = "Comments on posts", indexes = @Index(columnList = "post_id"))
class Comment extends LongEntity implements Deletable {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Post post;

    @Column(nullable = false, length = Text.COLUMN_LENGTH)
    private String text;

    private @Nullable Deletion deletion;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Comment() {}

    Comment(Post post, String text) {
        this.post = post;
        this.text = text;
    }

    Post post() {
        return post;
    }

    @Override
    public @Nullable Deletion getDeletion() {
        return deletion;
    }
}
