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
package dev.ashlar.pagination;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** With an id of two parts. */
@Entity
class Line {

    @EmbeddedId
    Key id = new Key(0, 0);

    @Nullable
    String text;

    protected Line() {}

    Line(int orderId, int number, @Nullable String text) {
        this.id = new Key(orderId, number);
        this.text = text;
    }

    @Override
    public String toString() {
        return "L" + id.orderId() + "/" + id.number();
    }

    /** The id. */
    @Embeddable
    record Key(int orderId, int number) implements Serializable {}
}
