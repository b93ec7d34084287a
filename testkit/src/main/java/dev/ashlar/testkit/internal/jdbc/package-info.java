/** What stands between a data source and its user: it sees every execution. */
@NullMarked
package dev.ashlar.testkit.internal.jdbc;

import org.jspecify.annotations.NullMarked;
