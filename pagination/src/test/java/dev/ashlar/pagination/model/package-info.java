/** Random data, sorts and filters, and what their pages have to be. */
@NullMarked
package dev.ashlar.pagination.model;

import org.jspecify.annotations.NullMarked;
