/** What applications implement. */
@NullMarked
package dev.ashlar.core.spi;

import org.jspecify.annotations.NullMarked;
