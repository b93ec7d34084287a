/**
 * Assertions for the tests of an application that uses a module: that its own queries and mappings keep what the module promises.
 *
 * <p>A class for each module; only those of modules that are there can be used.
 */
@NullMarked
package dev.ashlar.contracts;

import org.jspecify.annotations.NullMarked;
