/** What Hibernate loads by name. Nothing here is for applications. */
@NullMarked
package dev.ashlar.core.internal;

import org.jspecify.annotations.NullMarked;
