package dev.nearfield.search;

import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
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
            .withFormatter(new Pieces())
            .build();
    this.query = query;
  }

  List<String> of(String text) throws IOException {
    return highlighter.highlightWithoutSearcher(Fields.TEXT, query, text, MOST)
            instanceof List<?> pieces
        ? pieces.stream().map(Object::toString).toList()
        : List.of();
  }

  /** A string a passage, its matches in bold. */
  private static final class Pieces extends PassageFormatter {
    @Override
    public List<String> format(Passage[] passages, String text) {
      List<String> pieces = new ArrayList<>(passages.length);
      for (Passage passage : passages) {
        pieces.add(marked(passage, text));
      }
      return pieces;
    }

    private static String marked(Passage passage, String text) {
      StringBuilder piece = new StringBuilder();
      int at = passage.getStartOffset();
      for (int i = 0; i < passage.getNumMatches(); i++) {
        int start = Math.max(at, passage.getMatchStarts()[i]);
        int end = Math.max(start, passage.getMatchEnds()[i]);
        piece.append(text, at, start);
        if (end > start) {
          piece.append("<b>").append(text, start, end).append("</b>");
        }
        at = end;
      }
      return piece.append(text, at, Math.max(at, passage.getEndOffset())).toString();
    }
  }
}
