package dev.nearfield.search;

import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/** Finds the places of a text where a query's words stand, with Lucene's unified highlighter. */
final class Highlights {
  private static final int MOST = 3;

  private final UnifiedHighlighter highlighter;
  private final Query query;

  Highlights(Analyzer analyzer, Query query) {
    this.highlighter =
        UnifiedHighlighter.builderWithoutSearcher(analyzer)
            .withMaxLength(Integer.MAX_VALUE - 1)
            .withMaxNoHighlightPassages(0)
            .build();
    this.query = query;
  }

  List<String> of(String text) throws IOException {
    Object marked = highlighter.highlightWithoutSearcher(Fields.TEXT, query, text, MOST);
    return marked == null ? List.of() : List.of(marked.toString().split("\\.\\.\\. ", MOST));
  }
}
