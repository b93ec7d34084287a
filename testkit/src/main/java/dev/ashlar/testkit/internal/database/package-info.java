/** Where databases come from. */
@NullMarked
package dev.ashlar.testkit.internal.database;

import org.jspecify.annotations.NullMarked;
