package dev.nearfield.search;

import dev.nearfield.filter.Key;

/**
 * Orders the candidates by a key instead of by score. Documents without the key come last; of a
 * list its least item counts. Raise the candidates to sort more than the best of them.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="sort"}
 *
 * @param key what to order by
 * @param descending whether the largest value comes first
 */
public record SortBy(Key key, boolean descending) {}
