/**
 * The examples of the Javadoc and the tour, as tests: what the documents show is what runs here.
 * The regions between {@code @start} and {@code @end} are what Javadoc's {@code snippet} tags show.
 */
@NullMarked
package dev.nearfield.examples;

import org.jspecify.annotations.NullMarked;
