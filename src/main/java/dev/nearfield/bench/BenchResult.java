package dev.nearfield.bench;

import dev.nearfield.search.SearchMode;
import org.jspecify.annotations.Nullable;

/**
 * What the searches of one setting took.
 *
 * {@snippet class="dev.nearfield.examples.BenchExamplesTest" region="bench"}
 *
 * @param mode by words, by meaning or by both
 * @param candidates how many chunks each side ranked
 * @param threads how many threads asked side by side
 * @param recall the share of the best chunks that it finds, of those that a search with an exact
 *     vector side finds; null for searches by words, which are exact
 * @param warmUpSearches how many searches the setting made before the first round
 * @param searches how many were measured, in all rounds
 * @param p50 milliseconds that half of the searches did not exceed
 * @param p90 milliseconds that 90 in 100 did not exceed
 * @param p99 milliseconds that 99 in 100 did not exceed
 * @param perSecond searches a second, of all threads together
 */
public record BenchResult(
    SearchMode mode,
    int candidates,
    int threads,
    @Nullable Double recall,
    long warmUpSearches,
    long searches,
    Spread p50,
    Spread p90,
    Spread p99,
    Spread perSecond) {}
