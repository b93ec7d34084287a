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
package dev.ashlar.pagination.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.jspecify.annotations.Nullable;

/**
 * A path, taken apart.
 *
 * @param from the root or join that it starts at; null if it starts at something else
 * @param names the attributes from there on; none if it is the root or join itself
 */
record PathSteps(@Nullable SqmFrom<?, ?> from, List<String> names) {

    static PathSteps of(SqmPath<?> path) {
        List<String> names = new ArrayList<>();
        SqmPath<?> step = path;
        while (step != null && !(step instanceof SqmFrom)) {
            names.add(step.getReferencedPathSource().getPathName());
            step = step.getLhs();
        }
        Collections.reverse(names);
        return new PathSteps((SqmFrom<?, ?>) step, names);
    }
}
