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
import org.jspecify.annotations.Nullable;

/** Somebody who writes posts or buys products; who came with an import has no email. */
@Entity
@Table(comment = "People who write posts or buy products")
class User extends LongEntity {

    @Column(nullable = false, unique = true, length = Text.COLUMN_LENGTH)
    private String name;

    @Column(unique = true)
    private @Nullable String email;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected User() {}

    User(String name, @Nullable String email) {
        this.name = name;
        this.email = email;
    }

    String name() {
        return name;
    }

    void changeEmail(String email) {
        this.email = email;
    }
}
