/** How what a test wrote is taken back. */
@NullMarked
package dev.ashlar.testkit.internal.isolation;

import org.jspecify.annotations.NullMarked;
