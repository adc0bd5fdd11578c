/** The bench of a collection, and the set of real embeddings that benchmarks share. */
@NullMarked
package dev.nearfield.bench;

import org.jspecify.annotations.NullMarked;
