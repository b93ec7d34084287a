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
package dev.ashlar.softdelete;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;

/**
 * Says which deleted rows a purge has to keep, whatever their age.
 *
 * <pre>{@code
 * retention.purge(Post.class)
 *         .holding((post, builder) -> builder.isTrue(post.get("underReview")))
 *         .run();
 * }</pre>
 *
 * <p>Asked several times in a purge: for the plan, and again by every chunk while it has its rows locked.
 *
 * @param <T> the entity
 */
@FunctionalInterface
public interface LegalHold<T> {

    /**
     * The predicate that is true for rows to keep.
     *
     * @param row the entity that is asked for
     * @param builder makes the predicate
     */
    Predicate isHeld(Root<T> row, CriteriaBuilder builder);
}
