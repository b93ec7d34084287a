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

import java.util.Locale;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Names of constraints, as the schema has them: H2 tells them in upper case. */
final class Constraints {

    private Constraints() {}

    static String name(ConstraintViolationException e) {
        return name(e.getConstraintName());
    }

    static String name(@Nullable String constraint) {
        return constraint == null ? "a constraint without a name" : constraint.toLowerCase(Locale.ROOT);
    }
}
