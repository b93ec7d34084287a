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

import dev.ashlar.softdelete.internal.DeletedAtBinder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;

/**
 * The attribute holds the moment its row was deleted, null while the row is live.
 *
 * <p>Its type is one of those of {@link dev.ashlar.core.CreatedAt}; the value is the instant of the transaction, in UTC, with
 * microseconds. Every {@link SoftDeletable} entity has exactly one.
 *
 * @apiNote Leave it to {@code remove} and {@link SoftDeletes#restore}: a value that the application assigns is written as any
 *     other, without cascade, without the other marks and without the checks of a restore.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@AttributeBinderType(binder = DeletedAtBinder.class)
public @interface DeletedAt {}
