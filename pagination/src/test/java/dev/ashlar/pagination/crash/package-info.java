/** A walk in a process that is killed. */
@NullMarked
package dev.ashlar.pagination.crash;

import org.jspecify.annotations.NullMarked;
