/**
 * The bench of a collection: what one of its searches takes on this machine, and how many of the
 * nearest chunks it finds ({@link dev.nearfield.bench.CollectionBench}). Settings take turns, round
 * after round, and every figure is a median with the least and the most of its rounds.
 */
@NullMarked
package dev.nearfield.bench;

import org.jspecify.annotations.NullMarked;
