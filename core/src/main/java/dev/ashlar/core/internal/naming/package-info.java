/** How names are made and where Hibernate is told of them; not exported. */
@NullMarked
package dev.ashlar.core.internal.naming;

import org.jspecify.annotations.NullMarked;
