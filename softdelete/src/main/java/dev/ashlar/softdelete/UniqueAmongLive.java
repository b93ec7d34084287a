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
 * <p>Every way to DDL has the right thing: a partial unique index on PostgreSQL, a generated column in a unique key on H2 and
 * MariaDB. As in any unique key, a row with a null among the values is equal to no other.
 *
 * <pre>{@code
 * @Entity
 * @SoftDeletable
 * @UniqueAmongLive("email")
 * @UniqueAmongLive({"tenant", "badge"})
 * public class Member …
 * }</pre>
 *
 * <p>Refused at boot on an entity that is not {@link SoftDeletable}, and of attributes that are unknown or whose columns are not
 * in the table of the marks.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(UniqueAmongLive.List.class)
public @interface UniqueAmongLive {

    /** The attributes: basic ones, to-one ones, or paths into embedded ones such as {@code address.street}. */
    String[] value();

    /** The name of the key; without one {@code uq_} with the names of the table and the columns. */
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
