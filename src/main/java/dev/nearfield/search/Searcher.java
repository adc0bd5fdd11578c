package dev.nearfield.search;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hits;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Damage;
import dev.nearfield.store.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests over a view. Safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="searcher"}
 */
public final class Searcher {
  private final @Nullable Embedder embedder;
  private final Adapters adapters = new Adapters();

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
  public Hits search(CollectionView view, SearchRequest asked) {
    SearchRequest request = asked.unlessTold(defaults(view.manifest()));
    List<Question> questions = Question.of(view, request, embedder, adapters);
    try {
      Target target = Target.of(view, request);
      Sides sides = sides(target, request, questions);
      Ranking page = page(view, request, sides.ranking());
      return new Hits(
          new HitReader(view, request, questions).read(page, sides), !target.budget().exceeded());
    } catch (IOException | RuntimeException | InternalError | OutOfMemoryError e) {
      throw Damage.reading("The search failed", view.searcher().getIndexReader(), e);
    }
  }

  /**
   * The adapter that the embeddings of questions to a view go through; empty when it has none.
   *
   * @throws dev.nearfield.model.StorageException when it is damaged
   * @throws dev.nearfield.model.ModelMismatchException when it was trained for another model
   */
  public Optional<QueryAdapter> adapter(CollectionView view) {
    return adapters.of(view);
  }

  /** The ranking of a request without texts and distances, which is all that measures need. */
  public List<RankedChunk> rank(CollectionView view, SearchRequest asked) {
    SearchRequest request = asked.unlessTold(defaults(view.manifest()));
    List<Question> questions = Question.of(view, request.withoutDistances(), embedder, adapters);
    try {
      Sides sides = sides(Target.of(view, request), request, questions);
      BlockReader blocks = view.blocks();
      return page(view, request, sides.ranking()).chunks().stream()
          .map(scored -> blocks.ranked(scored.doc(), scored.score()))
          .toList();
    } catch (IOException | RuntimeException | InternalError | OutOfMemoryError e) {
      throw Damage.reading("The search failed", view.searcher().getIndexReader(), e);
    }
  }

  /**
   * The embeddings by which requests search a view, in their order.
   *
   * @throws InvalidInputException as {@link #search} does
   */
  public List<Embedding> questions(CollectionView view, List<SearchRequest> requests) {
    return requests.stream()
        .flatMap(request -> Question.of(view, request, embedder, adapters).stream())
        .map(Question::requiredVector)
        .toList();
  }

  /**
   * What a search of a collection does unless it is told.
   *
   * @throws InvalidInputException when the manifest keeps what is no setting
   */
  public static SearchDefaults defaults(Manifest manifest) {
    try {
      return SearchDefaults.of(manifest.search());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "The search settings of the collection cannot be used: "
              + e.getMessage()
              + " Take them out with 'nearfield tune --reset', or tune again.",
          e);
    }
  }

  private static Ranking page(CollectionView view, SearchRequest request, Ranking ranking) {
    return new Refinement(view, request).apply(ranking).slice(request.offset(), request.limit());
  }

  /**
   * Both sides' candidates. Where only the best chunks of each document are kept, a few long
   * documents may take all places; then more candidates are ranked until enough documents are
   * there.
   */
  private static Sides sides(Target target, SearchRequest request, List<Question> questions)
      throws IOException {
    int depth = request.candidates();
    int wanted = request.offset() + request.limit();
    while (true) {
      Sides sides = sides(target, request, questions, depth);
      boolean more =
          request.chunksEach() > 0
              && depth < SearchRequest.MOST
              && sides.ranking().size() >= depth
              && !target.budget().exceeded()
              && new Refinement(target.view(), request).apply(sides.ranking()).size() < wanted;
      if (!more) {
        return sides;
      }
      depth = Math.min(SearchRequest.MOST, depth * 4);
    }
  }

  private static Sides sides(
      Target target, SearchRequest request, List<Question> questions, int depth)
      throws IOException {
    if (questions.size() == 1) {
      return sides(target, request, questions.getFirst(), depth);
    }
    List<Sides> each = new ArrayList<>();
    for (Question question : questions) {
      each.add(sides(target, request, question, depth));
    }
    Ranking fused = Fuser.fuse(each.stream().map(Sides::ranking).toList());
    return new Sides(Ranking.EMPTY, VectorSide.NOT_ASKED, fused);
  }

  private static Sides sides(Target target, SearchRequest request, Question question, int depth)
      throws IOException {
    return switch (request.mode()) {
      case KEYWORD -> {
        Ranking keyword = keyword(target, request, question, depth);
        yield new Sides(keyword, VectorSide.NOT_ASKED, keyword);
      }
      case VECTOR -> {
        VectorSide vector = vector(target, request, question, depth);
        yield new Sides(Ranking.EMPTY, vector, vector.ranking());
      }
      case HYBRID -> {
        Ranking keyword = keyword(target, request, question, depth);
        VectorSide vector =
            request.fusion() instanceof Fusion.Rerank
                ? new VectorSide(
                    VectorSide.rerank(target, question.requiredVector(), keyword), true)
                : vector(target, request, question, depth);
        yield new Sides(keyword, vector, Fuser.fuse(request.fusion(), keyword, vector.ranking()));
      }
    };
  }

  private static Ranking keyword(Target target, SearchRequest request, Question question, int depth)
      throws IOException {
    KeywordQueries queries = new KeywordQueries(target.view().analyzer(), request.keywords());
    return KeywordSide.rank(target, queries.of(question.texts()), depth);
  }

  private static VectorSide vector(
      Target target, SearchRequest request, Question question, int depth) throws IOException {
    Embedding vector = question.requiredVector();
    return VectorSide.rank(target, vector, Effort.explored(target.view(), request, depth), depth);
  }
}
