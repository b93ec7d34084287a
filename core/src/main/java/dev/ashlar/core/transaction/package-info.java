/** Transactions that roll back on any failure, nest by savepoints, and are tried again when another one was in the way. */
@NullMarked
package dev.ashlar.core.transaction;

import org.jspecify.annotations.NullMarked;
