@NullMarked
package dev.ashlar.core.internal.naming;

import org.jspecify.annotations.NullMarked;
