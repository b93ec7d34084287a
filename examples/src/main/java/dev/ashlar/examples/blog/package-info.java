/** A blog on Ashlar's building blocks; {@link dev.ashlar.examples.blog.Blog} runs it. */
@NullMarked
package dev.ashlar.examples.blog;

import org.jspecify.annotations.NullMarked;
