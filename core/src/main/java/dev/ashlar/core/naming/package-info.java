/** Names of tables, columns and constraints: plural snake_case tables and readable constraints, by one setting. */
@NullMarked
package dev.ashlar.core.naming;

import org.jspecify.annotations.NullMarked;
