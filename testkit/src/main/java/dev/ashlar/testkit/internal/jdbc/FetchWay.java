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
package dev.ashlar.testkit.internal.jdbc;

import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.jspecify.annotations.Nullable;

/** By which part of Hibernate (7.4.13) an association is fetched with a statement of its own. */
enum FetchWay {
    /** A load or collection event, which says what it is for; but not all loads have one. */
    EVENT,
    /** A collection without an event: in a {@code StatelessSession}, or only its size or one element of it. */
    COLLECTION,
    /** A to-one without an event: in a {@code StatelessSession}, or of a bytecode-enhanced entity. */
    TO_ONE,
    /** A to-one whose key is on the other side: without an event, and never in batches. */
    UNIQUE_KEY,
    /** Lazy attributes of a bytecode-enhanced entity. */
    ATTRIBUTES;

    private static final String STATELESS = "org.hibernate.internal.StatelessSessionImpl";
    private static final String BY_UNIQUE_KEY =
            "org.hibernate.sql.results.graph.entity.internal.EntitySelectFetchByUniqueKeyInitializer";
    private static final String ENHANCED = "org.hibernate.bytecode.enhance.spi.interceptor.";

    /** What a frame of the stack stands for; {@code null} for nothing that fetches. */
    static @Nullable FetchWay of(Class<?> type, String method) {
        if (type == FetchListeners.Loads.class || type == FetchListeners.Collections.class) {
            return EVENT;
        }
        String name = type.getName();
        if (name.equals(STATELESS)) {
            return switch (method) {
                case "immediateLoad", "internalLoad", "fetch" -> TO_ONE;
                default -> null;
            };
        }
        if (type == AbstractCollectionPersister.class) {
            return switch (method) {
                case "initialize", "getSize", "indexExists", "elementExists", "getElementByIndex" -> COLLECTION;
                default -> null;
            };
        }
        if (name.equals(BY_UNIQUE_KEY)) {
            return UNIQUE_KEY;
        }
        if (name.equals(ENHANCED + "EnhancementAsProxyLazinessInterceptor")) {
            return TO_ONE;
        }
        return name.equals(ENHANCED + "LazyAttributeLoadingInterceptor") ? ATTRIBUTES : null;
    }
}
