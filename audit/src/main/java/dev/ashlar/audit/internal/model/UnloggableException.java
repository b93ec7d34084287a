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
package dev.ashlar.audit.internal.model;

import java.util.List;

/** There is no text for values of a class, or of attributes. */
public final class UnloggableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> attributes;

    /** For values of this class. */
    UnloggableException(Class<?> type) {
        super(type.getName());
        this.attributes = List.of();
    }

    /** For attributes, each with its type. */
    UnloggableException(List<String> attributes) {
        super(String.join(", ", attributes));
        this.attributes = List.copyOf(attributes);
    }

    /** The attributes, each as {@code attribute=… type=…}; empty if they are not known. */
    public List<String> attributes() {
        return attributes;
    }
}
