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

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.jspecify.annotations.Nullable;

/** A value that nobody has loaded: Hibernate's marker for lazy attributes, ours for the rest. */
public final class Unknown {

    /** The marker. */
    public static final Object VALUE = LazyPropertyInitializer.UNFETCHED_PROPERTY;

    private Unknown() {}

    /** Whether a value is the marker. */
    @SuppressWarnings("ReferenceEquality") // a marker
    public static boolean is(@Nullable Object value) {
        return value == VALUE;
    }
}
