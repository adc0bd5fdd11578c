package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.DocumentSummary;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hits;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.search.Searcher;
import dev.nearfield.store.Attachments;
import dev.nearfield.store.ChunkLengths;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Footprint;
import dev.nearfield.store.Manifest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A frozen view of a store: later writes do not change it. Safe for concurrent use; to be closed,
 * because it keeps files on disk that the store would remove.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="snapshot"}
 */
public final class Snapshot implements AutoCloseable {
  private final CollectionView view;
  private final Searcher searcher;

  Snapshot(CollectionView view, Searcher searcher) {
    this.view = view;
    this.searcher = searcher;
  }

  /**
   * The last commit of a collection, opened without a lock, so that any number of processes may
   * read beside the one that writes.
   *
   * @param embedder makes the embeddings of questions; must be of the collection's model
   * @throws dev.nearfield.model.NotACollectionException when there is no collection
   * @throws ModelMismatchException when the embedder is of another model
   */
  public static Snapshot open(Path folder, Embedder embedder) {
    CollectionView view = CollectionView.open(folder, Clock.systemUTC());
    ModelIdentity stored = view.manifest().model();
    if (!stored.equals(embedder.identity())) {
      view.close();
      throw ModelMismatchException.opening(folder, stored, embedder.identity());
    }
    return new Snapshot(view, new Searcher(embedder));
  }

  /** As {@link #open(Path, Embedder)}, for questions by words or by given vectors only. */
  public static Snapshot open(Path folder) {
    return new Snapshot(CollectionView.open(folder, Clock.systemUTC()), new Searcher(null));
  }

  CollectionView view() {
    return view;
  }

  /** What the collection says of itself: model, similarity, analyzer, chunking. */
  public Manifest manifest() {
    return view.manifest();
  }

  /** What a search does unless it is told: the collection's own settings, or the standard ones. */
  public SearchDefaults searchDefaults() {
    return Searcher.defaults(view.manifest());
  }

  /** The best chunks for a question. */
  public Hits search(SearchRequest request) {
    return searcher.search(view, request);
  }

  /**
   * The answers to several requests, in their order, found side by side on the executor.
   *
   * @throws RuntimeException the first failure, when one fails
   */
  public List<Hits> searchAll(List<SearchRequest> requests, Executor executor) {
    List<CompletableFuture<Hits>> answers =
        requests.stream()
            .map(request -> CompletableFuture.supplyAsync(() -> search(request), executor))
            .toList();
    try {
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      return answers.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Chunks of other documents like a document: near to the mean of its chunks' embeddings.
   *
   * @param like what is wanted of the answer; its question is not used
   * @throws InvalidInputException when there is no such document, or it has no text
   */
  public Hits moreLike(String id, SearchRequest like) {
    List<Embedding> vectors =
        getEmbedded(id).stream()
            .flatMap(document -> document.chunks().stream())
            .map(EmbeddedChunk::embedding)
            .toList();
    if (vectors.isEmpty()) {
      throw new InvalidInputException(
          "There is no document '" + id + "' with a text, so nothing is like it. Name another.");
    }
    return search(like.asking(vectors).where(Filters.ne(Key.ID, id)));
  }

  /** The ranking for a question, without the texts: what measures of quality need. */
  public List<RankedChunk> rank(SearchRequest request) {
    return searcher.rank(view, request);
  }

  /** The document of an id; empty when there is none or it has expired. */
  public Optional<SourceDocument> get(String id) {
    return view.find(id).map(doc -> view.blocks().document(doc));
  }

  /** The document of an id with its chunks and their exact embeddings. */
  public Optional<EmbeddedDocument> getEmbedded(String id) {
    return view.find(id).map(doc -> view.blocks().block(doc).toEmbedded());
  }

  /** The chunks of a document, in order; none when there is no such document. */
  public List<Chunk> chunks(String id) {
    return getEmbedded(id).stream()
        .flatMap(document -> document.chunks().stream())
        .map(EmbeddedChunk::chunk)
        .toList();
  }

  /**
   * A chunk with those before and behind it in its document, in order.
   *
   * @param each how many on either side
   */
  public List<Chunk> neighbours(String id, int ordinal, int each) {
    return chunks(id).stream()
        .filter(chunk -> Math.abs((long) chunk.ordinal() - ordinal) <= each)
        .toList();
  }

  /**
   * A page of documents in the order of their ids (by UTF-8 bytes), which later writes do not move:
   * the next page begins behind the last id of this one.
   *
   * @param afterId the id to begin behind; null for the first page
   * @param limit the most documents, 1 to 10,000
   */
  public List<SourceDocument> list(@Nullable String afterId, int limit) {
    return page(null, afterId, limit);
  }

  /** As {@link #list(String, int)}, of the documents that satisfy a filter. */
  public List<SourceDocument> list(Filter filter, @Nullable String afterId, int limit) {
    return page(filter, afterId, limit);
  }

  private List<SourceDocument> page(@Nullable Filter filter, @Nullable String afterId, int limit) {
    requireLimit(limit);
    return view.documents().page(filter, afterId, limit).stream()
        .map(doc -> view.blocks().document(doc))
        .toList();
  }

  /**
   * As {@link #list(String, int)}, without texts: for pages of long documents.
   *
   * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="summaries"}
   */
  public List<DocumentSummary> summaries(@Nullable String afterId, int limit) {
    return summaryPage(null, afterId, limit);
  }

  /** As {@link #summaries(String, int)}, of the documents that satisfy a filter. */
  public List<DocumentSummary> summaries(Filter filter, @Nullable String afterId, int limit) {
    return summaryPage(filter, afterId, limit);
  }

  private List<DocumentSummary> summaryPage(
      @Nullable Filter filter, @Nullable String afterId, int limit) {
    requireLimit(limit);
    return view.documents().page(filter, afterId, limit).stream()
        .map(doc -> view.blocks().summary(doc))
        .toList();
  }

  /** The number of documents. */
  public int count() {
    return view.documents().count(null);
  }

  /** The number of documents that satisfy a filter. */
  public int count(Filter filter) {
    return view.documents().count(filter);
  }

  /**
   * The number of documents that have expired and are still to be purged; no other call sees them.
   */
  public int expiredCount() {
    return view.documents().expired(view.now());
  }

  /** The named values that the collection keeps; see {@link VectorStore#attach}. */
  public Attachments attachments() {
    return view.attachments();
  }

  /**
   * The adapter that the embeddings of questions go through, part of the collection's identity;
   * empty when it has none. See {@link VectorStore#adapt}.
   *
   * @throws dev.nearfield.model.StorageException when it is damaged
   * @throws ModelMismatchException when it was trained for another model than the collection's
   */
  public Optional<QueryAdapter> adapter() {
    return searcher.adapter(view);
  }

  /** The number of chunks. */
  public int chunkCount() {
    return view.chunks();
  }

  /** What the collection takes on disk, by part, and of memory outside Java's heap. */
  public Footprint footprint() {
    return view.footprint();
  }

  /** How long the chunks are, those of expired documents too. Reads an entry for each. */
  public ChunkLengths chunkLengths() {
    return view.chunkLengths();
  }

  /**
   * The values of a key, each with the number of documents that have it; of a list each item. Read
   * from doc values, without reading documents.
   */
  public Map<MetadataValue, Integer> values(Key key) {
    return view.documents().values(key, null);
  }

  /** As {@link #values(Key)}, of the documents that satisfy a filter. */
  public Map<MetadataValue, Integer> values(Key key, Filter filter) {
    return view.documents().values(key, filter);
  }

  /**
   * Documents whose text has a part, letter by letter, in no particular order. Reads text after
   * text until enough are found: use it for what words do not find.
   *
   * @param ignoreCase whether upper and lower case are the same
   * @param limit the most documents, 1 to 10,000
   */
  public List<SourceDocument> containing(String part, boolean ignoreCase, int limit) {
    requireLimit(limit);
    if (part.isEmpty()) {
      throw new IllegalArgumentException("The part to look for must not be empty.");
    }
    Pattern pattern =
        Pattern.compile(
            part,
            Pattern.LITERAL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
    List<SourceDocument> found = new ArrayList<>();
    view.documents()
        .visit(
            null,
            doc -> {
              SourceDocument document = view.blocks().document(doc);
              if (pattern.matcher(document.text()).find()) {
                found.add(document);
              }
              return found.size() < limit;
            });
    return found;
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > SearchRequest.MOST) {
      throw new IllegalArgumentException(
          "limit must be between 1 and " + SearchRequest.MOST + ", got " + limit + ".");
    }
  }

  @Override
  public void close() {
    view.close();
  }
}
