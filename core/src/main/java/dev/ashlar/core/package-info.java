/** The ground that every Ashlar module stands on. */
@NullMarked
package dev.ashlar.core;

import org.jspecify.annotations.NullMarked;
