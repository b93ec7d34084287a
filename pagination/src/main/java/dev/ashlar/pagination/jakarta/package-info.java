/** Between our pages and Jakarta Data's: for who has Jakarta Data at hand; nothing else here needs it. */
@NullMarked
package dev.ashlar.pagination.jakarta;

import org.jspecify.annotations.NullMarked;
