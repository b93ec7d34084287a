/** A JUnit extension for persistence code: real databases, isolation that survives commits, a SQL log, N+1 proof and fixtures. */
@NullMarked
package dev.ashlar.testkit;

import org.jspecify.annotations.NullMarked;
