/** Base types and traits, stamps for times, and the context of a change. */
@NullMarked
package dev.ashlar.core;

import org.jspecify.annotations.NullMarked;
