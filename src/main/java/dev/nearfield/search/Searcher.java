package dev.nearfield.search;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.model.StorageException;
import dev.nearfield.search.Ranking.Scored;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.FoundChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Answers requests over a view. Safe for concurrent use. */
public final class Searcher {
  private final @Nullable Embedder embedder;

  /**
   * @param embedder makes the embedding of a question; null when requests bring their own
   */
  public Searcher(@Nullable Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * The hits of a request, at most its limit.
   *
   * @throws InvalidInputException when the question's vector has another dimension than the
   *     collection's, or is missing and there is no embedder to make it
   */
  public Hits search(CollectionView view, SearchRequest request) {
    Embedding question = question(view, request);
    return hits(view, ranking(view, request, question), question);
  }

  /** The ranking of a request without texts and distances, which is all that measures need. */
  public List<RankedChunk> rank(CollectionView view, SearchRequest request) {
    BlockReader blocks = view.blocks();
    Embedding question = question(view, request.withoutDistances());
    return ranking(view, request, question).chunks().stream()
        .map(scored -> blocks.ranked(scored.doc(), scored.score()))
        .toList();
  }

  private static Ranking ranking(
      CollectionView view, SearchRequest request, @Nullable Embedding question) {
    try {
      Ranking ranking =
          switch (request.mode()) {
            case KEYWORD -> keyword(view, request);
            case VECTOR -> vector(view, request, required(question));
            case HYBRID ->
                Fuser.fuse(
                    request.fusion(),
                    keyword(view, request),
                    vector(view, request, required(question)));
          };
      return ranking.first(request.limit());
    } catch (IOException e) {
      throw new StorageException("The search failed: " + e, e);
    }
  }

  private static Ranking keyword(CollectionView view, SearchRequest request) throws IOException {
    String text = request.text();
    if (text == null) {
      throw new IllegalArgumentException("A search by words must have a text.");
    }
    return KeywordSide.rank(view, text, request.bm25(), depth(request), narrow(view));
  }

  private static Ranking vector(CollectionView view, SearchRequest request, Embedding question)
      throws IOException {
    return VectorSide.rank(view, question, request.exact(), depth(request), narrow(view));
  }

  private static int depth(SearchRequest request) {
    return Math.max(request.limit(), request.candidates());
  }

  private static @Nullable Query narrow(CollectionView view) {
    return view.narrow(null);
  }

  private @Nullable Embedding question(CollectionView view, SearchRequest request) {
    if (request.vector() != null) {
      requireDimension(view, request.vector());
      return request.vector();
    }
    boolean needed = request.mode() != SearchMode.KEYWORD;
    if (embedder != null && request.text() != null && (needed || request.distances())) {
      return embedder.embedQuery(request.text());
    }
    return null;
  }

  private static Embedding required(@Nullable Embedding question) {
    if (question == null) {
      throw new InvalidInputException(
          "The store has no embedder, so a search by meaning must bring the question's vector."
              + " Open the store with an embedder, or give the vector in the request.");
    }
    return question;
  }

  private static void requireDimension(CollectionView view, Embedding question) {
    int dimension = view.manifest().model().dimension();
    if (question.dimension() != dimension) {
      throw new InvalidInputException(
          "The question's vector has "
              + question.dimension()
              + " dimensions, and the collection's model "
              + view.manifest().model().name()
              + " has "
              + dimension
              + ". Embed the question with that model.");
    }
  }

  private static Hits hits(CollectionView view, Ranking ranking, @Nullable Embedding question) {
    BlockReader blocks = view.blocks();
    List<Hit> hits = new ArrayList<>(ranking.chunks().size());
    for (Scored scored : ranking.chunks()) {
      FoundChunk found = blocks.chunk(scored.doc());
      double distance =
          question == null ? Double.NaN : 1 - question.cosine(blocks.embedding(scored.doc()));
      hits.add(
          new Hit(
              hits.size() + 1,
              found.documentId(),
              found.chunk(),
              scored.score(),
              distance,
              found.title(),
              found.source(),
              found.metadata()));
    }
    return new Hits(hits);
  }
}
