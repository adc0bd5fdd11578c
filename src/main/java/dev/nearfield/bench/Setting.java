package dev.nearfield.bench;

import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;

/**
 * One way to search.
 *
 * @param mode by words, by meaning or by both
 * @param candidates how many chunks each side ranks
 */
record Setting(SearchMode mode, int candidates) {

  SearchRequest ask(BenchQuestion question, int limit) {
    SearchRequest request =
        switch (mode) {
          case KEYWORD -> SearchRequest.keyword(question.text()).withoutDistances();
          case VECTOR -> SearchRequest.vector(question.vector());
          case HYBRID -> SearchRequest.hybrid(question.text(), question.vector());
        };
    return request.candidates(candidates).limit(limit);
  }
}
