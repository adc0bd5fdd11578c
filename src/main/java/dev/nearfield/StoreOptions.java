package dev.nearfield;

import dev.nearfield.ingest.Chunker;
import dev.nearfield.store.VectorIndexing;
import dev.nearfield.store.Writing;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a store may be told when it is opened. Immutable; each method answers a changed copy.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="options"}
 *
 * @param analyzer the analyzer of a new collection's titles and texts; an existing one keeps its
 *     own
 * @param chunker how texts are cut; null for the collection's own way, which for a new collection
 *     is sentences with an overlap of 40 tokens, up to what the model sees less 40 for a title and
 *     220 at the most (216 for all-MiniLM-L6-v2), or the whole text when the model's limit is not
 *     known
 * @param indexing how a new collection's vectors are indexed; null for the collection's own way,
 *     which for a new collection is {@link VectorIndexing#DEFAULT}
 * @param writing what the writer may take of memory and processors, and when it merges
 * @param clock tells the time of additions and of expiry
 */
public record StoreOptions(
    String analyzer,
    @Nullable Chunker chunker,
    @Nullable VectorIndexing indexing,
    Writing writing,
    Clock clock) {

  /** English text and the system's clock. */
  public static StoreOptions defaults() {
    return new StoreOptions("en", null, null, Writing.DEFAULT, Clock.systemUTC());
  }

  /**
   * With another analyzer for a new collection: the language of its texts, {@code ar}, {@code de},
   * {@code en}, {@code es}, {@code fr}, {@code hi}, {@code it}, {@code ja}, {@code ko}, {@code nl},
   * {@code pt}, {@code ru}, {@code th} or {@code zh}, or {@code standard} for any other; opening
   * fails with an {@link IllegalArgumentException} for another name. {@link
   * dev.nearfield.store.Analyzers#names} lists them.
   */
  public StoreOptions analyzer(String analyzer) {
    return new StoreOptions(analyzer, chunker, indexing, writing, clock);
  }

  /** Cuts texts in another way; an existing collection refuses one that is not its own. */
  public StoreOptions chunker(Chunker chunker) {
    return new StoreOptions(analyzer, chunker, indexing, writing, clock);
  }

  /**
   * Indexes vectors in another way; an existing collection refuses one that is not its own, and is
   * changed by {@link dev.nearfield.store.CollectionRewrite}.
   */
  public StoreOptions indexing(VectorIndexing indexing) {
    return new StoreOptions(analyzer, chunker, indexing, writing, clock);
  }

  /** With a writer that works otherwise. */
  public StoreOptions writing(Writing writing) {
    return new StoreOptions(analyzer, chunker, indexing, writing, clock);
  }

  /** With another clock. */
  public StoreOptions clock(Clock clock) {
    return new StoreOptions(analyzer, chunker, indexing, writing, clock);
  }
}
