/**
 * Pages that return every row exactly once.
 *
 * <p>{@link dev.ashlar.pagination.Pagination} is one query with its sort; it gives a {@link dev.ashlar.pagination.Page} with a total,
 * a {@link dev.ashlar.pagination.Slice} without one, a {@link dev.ashlar.pagination.CursorPage} by seeking, and a
 * {@link dev.ashlar.pagination.Walk} over everything.
 */
@NullMarked
package dev.ashlar.pagination;

import org.jspecify.annotations.NullMarked;
