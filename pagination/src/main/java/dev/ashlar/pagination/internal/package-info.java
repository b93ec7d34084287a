/** How queries are taken apart, sorted, cut and counted. Nothing here is for applications. */
@NullMarked
package dev.ashlar.pagination.internal;

import org.jspecify.annotations.NullMarked;
