/**
 * Conditions on documents: {@link dev.nearfield.filter.Filter} and its records, the methods that
 * build them ({@link dev.nearfield.filter.Filters}), and their text syntax, read by {@link
 * dev.nearfield.filter.Filter#parse} and written by {@code toString}.
 *
 * <p>What a filter means is said by {@link dev.nearfield.filter.Filter#matches} on a single
 * document. How an index answers one quickly is the store's business; the JSON form is in {@code
 * filter.json}.
 */
@NullMarked
package dev.nearfield.filter;

import org.jspecify.annotations.NullMarked;
