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

import dev.ashlar.audit.internal.UpdatedByBinder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;

/**
 * The attribute holds the actor who last wrote its row, null where no actor was known; on the insert it is the one that inserts.
 *
 * <p>Stands where {@link CreatedBy} may stand, with the same types and the same actor. What the application assigns is overwritten by
 * the next write and never causes one. A write without an actor sets it to null: nobody is nobody, not the last one that was known.
 *
 * <p>A change of a collection alone writes the row, and so this attribute, only if the entity has a {@code @Version} or says
 * {@link TouchedByCollections}.
 *
 * <p>The history of an {@link AuditLogged} entity leaves the attribute out: each of its rows names the actor already.
 *
 * <p>Bulk statements (HQL, Criteria, SQL) are out of reach.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@AttributeBinderType(binder = UpdatedByBinder.class)
public @interface UpdatedBy {}
