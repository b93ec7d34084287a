/** Entities to fetch from one another in every way. */
@NullUnmarked
package dev.ashlar.testkit.library;

import org.jspecify.annotations.NullUnmarked;
