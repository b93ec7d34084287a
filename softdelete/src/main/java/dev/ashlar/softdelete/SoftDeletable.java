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

import dev.ashlar.softdelete.internal.SoftDeletableBinder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.TypeBinderType;

/**
 * Removing an instance of the entity marks its row as deleted, and reads see only rows without a mark.
 *
 * <p>Stands on the root of an entity hierarchy, or on a mapped superclass above it. The mark is an attribute with
 * {@link DeletedAt}, best together with {@link DeletedBy} and {@link DeletionId}, or the embedded {@link Deletion}.
 *
 * <ul>
 *   <li>{@code remove}, cascades, orphan removal and {@code StatelessSession.delete} mark. Rows of element collections, of join
 *       tables and of subclasses stay.
 *   <li>Queries, {@code find}, natural ids, collections, joins and collection functions see live rows. A to-one shows what it
 *       refers to, deleted or not. {@link SoftDeletes} opens scopes that see deleted rows, restores and purges.
 *   <li>The mark is an ordinary update: it bumps the version, so that a concurrent update of the row fails.
 *   <li>Statements that would delete rows physically are refused, see {@link PhysicalDeleteException}.
 * </ul>
 *
 * <p>A mapping that would lose or show what it should not is refused at boot.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TypeBinderType(binder = SoftDeletableBinder.class)
public @interface SoftDeletable {}
