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
 * Every change of the entity's rows becomes a row of {@code audit_logs}, in the same transaction.
 *
 * <p>Stands on an entity or on a mapped superclass; subclasses inherit it, and leave with {@link NotLogged}. One setting logs all
 * entities instead: {@link AuditSettings#LOG_ALL}.
 *
 * <ul>
 *   <li>An insert and a delete log all attributes, an update those that changed, each with its old and new value; collections that the
 *       entity owns log what came and what went.
 *   <li>A value that is changed and changed back, and a row that is inserted and deleted, within one transaction leave nothing.
 *   <li>Versions and what is stamped with each write are not logged: the log's row tells who and when.
 *   <li>{@link Masked} and {@link NotLogged} keep values out.
 *   <li>{@link AuditTrail} reads the history.
 * </ul>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuditLogged {}
