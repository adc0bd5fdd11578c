package dev.nearfield.search;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Explanation;
import dev.nearfield.model.Hit;
import dev.nearfield.search.Ranking.Scored;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.FoundChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is shown of the chunks on the page, and of no others. */
final class HitReader {
  private final CollectionView view;
  private final BlockReader blocks;
  private final SearchRequest request;
  private final List<Embedding> questions;
  private final @Nullable Highlights highlights;

  HitReader(CollectionView view, SearchRequest request, List<Question> questions)
      throws IOException {
    this.view = view;
    this.blocks = view.blocks();
    this.request = request;
    this.questions =
        request.distances()
            ? questions.stream().flatMap(question -> Stream.ofNullable(question.vector())).toList()
            : List.of();
    this.highlights =
        request.highlights() && !request.texts().isEmpty()
            ? new Highlights(
                view.analyzer(),
                new KeywordQueries(view.analyzer(), request.keywords()).toMark(request.texts()))
            : null;
  }

  List<Hit> read(Ranking page, Sides sides) throws IOException {
    Refinement refinement = new Refinement(view, request);
    List<Hit> hits = new ArrayList<>(page.size());
    for (Scored scored : page.chunks()) {
      int doc = scored.doc();
      FoundChunk found = blocks.chunk(doc);
      hits.add(
          new Hit(
              request.offset() + hits.size() + 1,
              found.documentId(),
              found.chunk(),
              found.place(),
              scored.score(),
              distance(doc),
              found.title(),
              found.source(),
              found.metadata(),
              request.neighbours() == 0 ? null : context(doc),
              highlights == null ? List.of() : highlights.of(found.chunk().text()),
              request.explained() ? explanation(sides, refinement, doc) : null));
    }
    return hits;
  }

  /** To the nearest question, where there are several. */
  private double distance(int doc) {
    if (questions.isEmpty()) {
      return Double.NaN;
    }
    Embedding stored = blocks.embedding(doc);
    return questions.stream()
        .mapToDouble(question -> 1 - question.cosine(stored))
        .min()
        .orElseThrow();
  }

  /** The text from the first neighbour to the last; chunks that are no pieces of it are joined. */
  private String context(int doc) {
    List<Chunk> chunks = blocks.neighbours(doc, request.neighbours());
    String whole = blocks.wholeText(doc);
    int start = chunks.getFirst().start();
    int end = chunks.stream().mapToInt(Chunk::end).max().orElse(start);
    boolean pieces =
        chunks.stream()
            .allMatch(
                chunk ->
                    whole.startsWith(chunk.text(), chunk.start()) && chunk.end() <= whole.length());
    return pieces
        ? whole.substring(start, end)
        : String.join("\n", chunks.stream().map(Chunk::text).toList());
  }

  private Explanation explanation(Sides sides, Refinement refinement, int doc) {
    List<Explanation.Factor> factors = new ArrayList<>();
    refinement
        .recencyFactor(doc)
        .ifPresent(factor -> factors.add(new Explanation.Factor("recency", factor)));
    return new Explanation(
        sides.keywordWord(request, doc),
        sides.vectorWord(request, doc),
        factors,
        request.filter() == null ? null : request.filter().toString(),
        sides.vector().exact());
  }
}
