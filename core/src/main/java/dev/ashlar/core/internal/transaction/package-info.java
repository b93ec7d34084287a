/** The blocks that run on a thread, and what Hibernate's events tell them. */
@NullMarked
package dev.ashlar.core.internal.transaction;

import org.jspecify.annotations.NullMarked;
