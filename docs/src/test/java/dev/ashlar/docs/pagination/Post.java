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
package dev.ashlar.docs.pagination;

import dev.ashlar.core.LongEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Of the guide to pagination. A draft has not been published yet, and few posts have an editor. */
@Entity
class Post extends LongEntity {

    @Column(nullable = false, length = 100)
    private String title;

    private Instant publishedAt;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Writer writer;

    @ManyToOne(fetch = FetchType.LAZY)
    private Writer editor;

    private double score;

    @OneToMany(mappedBy = "post")
    private List<Comment> comments = new ArrayList<>();

    protected Post() {}

    Post(String title, Writer writer, Instant publishedAt) {
        this.title = title;
        this.writer = writer;
        this.publishedAt = publishedAt;
    }

    String title() {
        return title;
    }

    Instant publishedAt() {
        return publishedAt;
    }

    List<Comment> comments() {
        return comments;
    }

    void editBy(Writer somebody) {
        editor = somebody;
    }

    void publish() {
        publishedAt = Instant.parse("2026-03-01T12:00:00Z");
    }
}
