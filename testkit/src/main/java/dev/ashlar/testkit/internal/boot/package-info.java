/** What Hibernate loads. */
@NullMarked
package dev.ashlar.testkit.internal.boot;

import org.jspecify.annotations.NullMarked;
