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

import dev.ashlar.core.Entities;
import dev.ashlar.core.Timestamped;
import dev.ashlar.core.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What a user tells about themselves, under the user's own id: no base class of ours, the times come as a trait. */
@Entity
@Table(comment = "What users tell about themselves, one row per user at most")
class Profile implements Timestamped {

    @Id
    private @Nullable Long id;

    @MapsId
    @OneToOne(fetch = FetchType.LAZY, optional = false)
    private User user;

    @Column(nullable = false, length = 1000)
    private String bio;

    private @Nullable Timestamps timestamps;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Profile() {}

    Profile(User user, String bio) {
        this.id = user.getId();
        this.user = user;
        this.bio = bio;
    }

    @Nullable
    Long id() {
        return id;
    }

    User user() {
        return user;
    }

    @Override
    public @Nullable Timestamps getTimestamps() {
        return timestamps;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return Entities.equal(this, other, Profile::id);
    }

    @Override
    public final int hashCode() {
        return Entities.hash(this);
    }
}
