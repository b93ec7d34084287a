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
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A word that posts are found by. */
@Entity
@Table(comment = "Words that posts are found by")
class Tag extends LongEntity {

    @Column(nullable = false, unique = true, length = Text.COLUMN_LENGTH)
    private String name;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Tag() {}

    Tag(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
