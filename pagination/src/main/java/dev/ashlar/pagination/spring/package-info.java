/** Between our pages and Spring Data's: for who has Spring Data at hand; nothing else here needs it. */
@NullMarked
package dev.ashlar.pagination.spring;

import org.jspecify.annotations.NullMarked;
