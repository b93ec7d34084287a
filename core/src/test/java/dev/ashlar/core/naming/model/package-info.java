/** One mapping with every kind of name. Its fields are never read, only mapped. */
@NullUnmarked
package dev.ashlar.core.naming.model;

import org.jspecify.annotations.NullUnmarked;
