@NullMarked
package dev.ashlar.core.naming;

import org.jspecify.annotations.NullMarked;
