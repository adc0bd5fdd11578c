/**
 * Finding chunks: what to ask ({@link dev.nearfield.search.SearchRequest}), and how a keyword side
 * and a vector side become one ranking ({@link dev.nearfield.search.Fusion}). Both sides look at
 * chunks; a document's score is its best chunk's.
 */
@NullMarked
package dev.nearfield.search;

import org.jspecify.annotations.NullMarked;
