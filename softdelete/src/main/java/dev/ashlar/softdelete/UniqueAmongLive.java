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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No two live rows have the same values in these attributes; a deleted row's values can be used again.
 *
 * <p>Every way to DDL has the right thing: on PostgreSQL and CockroachDB a partial unique index; elsewhere a unique key with one
 * more column, {@code ashlar_live}, which the database generates: 1 in a live row, null in a deleted one. All keys of a table
 * share that column. As in any unique key, a row with a null among the values is equal to no other.
 *
 * <pre>{@code
 * @Entity
 * @SoftDeletable
 * @UniqueAmongLive("email")
 * @UniqueAmongLive({"tenant", "badge"})
 * public class Member …
 * }</pre>
 *
 * <p>Stands on the root of an entity hierarchy, or on a mapped superclass above it, and may name attributes of subclasses: rows
 * without them are not compared. In a table-per-class hierarchy each table has such a key of its own, so it holds within each
 * table only.
 *
 * <p>Refused at boot on an entity that is not {@link SoftDeletable}, on a subclass, and of attributes that are unknown, that have
 * no column, or whose columns are not in the table of the marks.
 *
 * @apiNote A restore fails where another live row has the values meanwhile; the database refuses it. Where a schema update finds
 *     live rows with equal values it cannot make the key, and Hibernate logs that at most, unless
 *     {@code hibernate.hbm2ddl.halt_on_error} is set.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(UniqueAmongLive.List.class)
public @interface UniqueAmongLive {

    /** The attributes: basic ones, to-one ones, or paths into embedded ones such as {@code address.street}. */
    String[] value();

    /**
     * The name of the key; without one {@code uq_} with the names of the table and the columns. In a table-per-class hierarchy the
     * table's name is added to it.
     */
    String name() default "";

    /** Several keys of one entity. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {

        /** The keys. */
        UniqueAmongLive[] value();
    }
}
