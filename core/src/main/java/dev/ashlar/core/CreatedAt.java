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
package dev.ashlar.core;

import dev.ashlar.core.internal.CreatedAtBinder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;

/**
 * The attribute holds the moment its row was inserted.
 *
 * <p>Stands on an attribute of any entity, mapped superclass or embeddable. Its type is one of {@link java.time.Instant},
 * {@link java.time.OffsetDateTime}, {@link java.time.ZonedDateTime}, {@link java.time.LocalDateTime} or
 * {@link java.util.Date}; the value is in UTC, with microseconds (a {@code Date}: milliseconds), and is the same for all rows of one
 * transaction.
 *
 * <p>The column is named and constrained as any other: {@code @Column(name = "created_at", nullable = false)}, or the naming
 * strategy of {@link dev.ashlar.core.naming}.
 *
 * <ul>
 *   <li>A value that the application assigned before the insert stays (an import keeps its dates), cut to microseconds.
 *   <li>The column is never updated: later assignments are not written.
 *   <li>After {@code merge} of a copy without the value, the managed instance has it again.
 *   <li>{@code StatelessSession.update} and {@code upsert} of an instance without the value read it from the row first:
 *       one extra SELECT, switched off by {@link CoreSettings#READ_BACK}.
 *   <li>Bulk statements (HQL, Criteria, SQL) are out of reach.
 * </ul>
 *
 * <p>An attribute of another type, or one within an element collection or an identifier, is refused at boot.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@AttributeBinderType(binder = CreatedAtBinder.class)
public @interface CreatedAt {}
