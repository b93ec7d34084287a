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
package dev.ashlar.pagination;

import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a sort: an immutable value.
 *
 * <p>A path starts at the entity that the query selects, else at its first root ({@code "title"}, {@code "address.city"}, {@code "author.name"}), at an alias of its
 * {@code from} clause ({@code "b.title"}), or is the alias of a selected item. To-one associations on the way are left joined, so that
 * a row without a partner stays. What identifies a row is appended as the last key, in the direction of the key before it; nobody has to
 * name it.
 *
 * @apiNote A path is part of the query: never hand in what a request says, let {@link PageRules} translate it.
 */
public final class Sort {

    private final String name;
    private final @Nullable SortExpression expression;
    private final boolean descending;
    private final NullPlacement nulls;
    private final boolean ignoringCase;

    private Sort(
            String name,
            @Nullable SortExpression expression,
            boolean descending,
            NullPlacement nulls,
            boolean ignoringCase) {
        this.name = name;
        this.expression = expression;
        this.descending = descending;
        this.nulls = nulls;
        this.ignoringCase = ignoringCase;
    }

    /**
     * The smallest value first.
     *
     * @throws IllegalArgumentException if the path is blank
     */
    public static Sort asc(String path) {
        return new Sort(named(path), null, false, NullPlacement.NATIVE, false);
    }

    /**
     * The greatest value first.
     *
     * @throws IllegalArgumentException if the path is blank
     */
    public static Sort desc(String path) {
        return asc(path).descending(true);
    }

    /** The smallest value first. */
    public static Sort asc(SingularAttribute<?, ?> attribute) {
        return asc(attribute.getName());
    }

    /** The greatest value first. */
    public static Sort desc(SingularAttribute<?, ?> attribute) {
        return desc(attribute.getName());
    }

    /**
     * The smallest value of an expression first.
     *
     * @param name tells this expression from others: two that differ need different names, since statements are kept by it
     * @throws IllegalArgumentException if the name is blank
     */
    public static Sort asc(String name, SortExpression expression) {
        return new Sort(
                named(name), Objects.requireNonNull(expression, "expression"), false, NullPlacement.NATIVE, false);
    }

    /**
     * The greatest value of an expression first.
     *
     * @param name tells this expression from others: two that differ need different names, since statements are kept by it
     * @throws IllegalArgumentException if the name is blank
     */
    public static Sort desc(String name, SortExpression expression) {
        return asc(name, expression).descending(true);
    }

    /** With rows that have no value before all others. */
    public Sort nullsFirst() {
        return new Sort(name, expression, descending, NullPlacement.FIRST, ignoringCase);
    }

    /** With rows that have no value after all others. */
    public Sort nullsLast() {
        return new Sort(name, expression, descending, NullPlacement.LAST, ignoringCase);
    }

    /**
     * By the value in lower case, as the database makes it.
     *
     * @apiNote An index on the plain column does not serve it; {@link Pagination#indexes} names the one that does.
     */
    public Sort ignoreCase() {
        return new Sort(name, expression, descending, nulls, true);
    }

    /** In the other direction; a chosen place of nulls stays what it is. */
    public Sort reversed() {
        return descending(!descending);
    }

    private Sort descending(boolean other) {
        return new Sort(name, expression, other, nulls, ignoringCase);
    }

    /** The path, or the name of the expression. */
    public String name() {
        return name;
    }

    /** The expression, if it is no path. */
    public Optional<SortExpression> expression() {
        return Optional.ofNullable(expression);
    }

    /** Whether the greatest value comes first. */
    public boolean isDescending() {
        return descending;
    }

    /** Where rows without a value stand. */
    public NullPlacement nulls() {
        return nulls;
    }

    /** Whether upper and lower case are the same. */
    public boolean isIgnoringCase() {
        return ignoringCase;
    }

    private static String named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A sort by nothing: name=[" + name + "]. Give an attribute's path.");
        }
        return name;
    }

    /** Expressions are the same if their names are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sort that
                && name.equals(that.name)
                && (expression == null) == (that.expression == null)
                && descending == that.descending
                && nulls == that.nulls
                && ignoringCase == that.ignoringCase;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, expression == null, descending, nulls, ignoringCase);
    }

    /** For example {@code title desc nulls last ignoring case}. */
    @Override
    public String toString() {
        return name
                + (descending ? " desc" : " asc")
                + (nulls == NullPlacement.NATIVE ? "" : " nulls " + nulls.name().toLowerCase(Locale.ROOT))
                + (ignoringCase ? " ignoring case" : "");
    }
}
