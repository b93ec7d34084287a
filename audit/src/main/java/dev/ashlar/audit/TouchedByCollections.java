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
package dev.ashlar.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A change of the entity's collections alone counts as a change of the entity: its row is written, and with it {@link UpdatedBy} and
 * {@link dev.ashlar.core.UpdatedAt}.
 *
 * <p>Stands on an entity or on a mapped superclass; subclasses inherit it. An entity with a {@code @Version} needs it not: Hibernate
 * increments the version then, which writes the row, with the annotation or without. The rule is the same:
 *
 * <ul>
 *   <li>What counts are the collections that the entity owns: element collections, many-to-many, and one-to-many with a join column or
 *       join table, also within embedded values. Those with {@code mappedBy} do not, their rows are other entities' rows.
 *   <li>A collection with Hibernate's {@code @OptimisticLock(excluded = true)} does not count.
 * </ul>
 *
 * <p>It costs one UPDATE per flush of an entity of which only collections changed, and none otherwise: not for an entity that is
 * written anyway, nor for a collection that is as it was. {@code @PreUpdate} callbacks and {@code Interceptor.onFlushDirty} hear of it
 * as of any other update. It is for {@code Session}s; {@code StatelessSession.update} writes the row in any case.
 *
 * <p>An entity that has a collection of its own but neither a version nor a stamp of its updates is refused at boot: there would be
 * nothing to touch; so is an immutable one.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TouchedByCollections {}
