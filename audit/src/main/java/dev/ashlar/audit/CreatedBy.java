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

import dev.ashlar.audit.internal.CreatedByBinder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;

/**
 * The attribute holds the actor who inserted its row, null where no actor was known.
 *
 * <p>Stands on an attribute of any entity, mapped superclass or embeddable; the entity need not be {@link AuditLogged}. Its type is
 * String (the actor's name), Long, Integer or {@link java.util.UUID} (the actor's key), or a lazy to-one to the application's user
 * whose identifier is one of these. The actor is that of {@link dev.ashlar.core.ChangeContext} at the moment the row is written; with
 * {@link dev.ashlar.core.CoreSettings#REQUIRE_ACTOR} a write without one is refused.
 *
 * <p>The column is named and constrained as any other: {@code @Column(name = "created_by", length = Actor.MAX_NAME)}, or the naming
 * strategy of {@link dev.ashlar.core.naming}.
 *
 * <ul>
 *   <li>A value that the application assigned before the insert stays (an import keeps its authors).
 *   <li>The column is never updated: later assignments are not written.
 *   <li>After {@code merge} of a copy without the value, the managed instance has it again.
 *   <li>{@code StatelessSession.update} and {@code upsert} of an instance without the value read it from the row first: one
 *       extra SELECT, switched off by {@link dev.ashlar.core.CoreSettings#READ_BACK}. Without it, the instance that an {@code upsert}
 *       found a row for names the actor of the upsert until it is loaded again; the row is right.
 *   <li>A to-one gets the managed instance if the session has it, else a proxy; nothing is ever loaded, and whether the user's row
 *       exists is the foreign key's to say.
 *   <li>Bulk statements (HQL, Criteria, SQL) are out of reach.
 * </ul>
 *
 * <p>An attribute of another type, one within an element collection or an identifier, a to-one to an entity that cannot have
 * proxies, and one in an optional secondary table where Hibernate could delete it are refused at boot. An actor without a fitting key is refused when the row is written, by an
 * {@link dev.ashlar.core.ActorMismatchException}.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@AttributeBinderType(binder = CreatedByBinder.class)
public @interface CreatedBy {}
