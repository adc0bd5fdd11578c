package dev.nearfield.hostile;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.model.Hits;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * By what a store is known to be unchanged.
 *
 * @param generation of the last commit
 * @param documents all of them
 * @param chunks how many
 * @param answers to a fixed set of questions in each mode, with their scores
 */
record Fingerprint(
    long generation, List<SourceDocument> documents, int chunks, List<String> answers) {
  private static final List<String> QUESTIONS =
      List.of("parcels by rail", "a word that nobody wrote: xyzzy", "green tea and apples");

  /** Fills a new store, and commits. */
  static void fill(VectorStore store) {
    Metadata metadata = Metadata.of("lang", "en", "year", 2024);
    store.add(SourceDocument.of("apples", "Apples are green, red or yellow.", metadata));
    store.add(SourceDocument.of("rail", "Parcels travel by rail and by ship.", metadata));
    store.add(SourceDocument.of("tea", "Green tea is steeped below the boil.", metadata));
    store.commit();
  }

  static Fingerprint of(VectorStore store, Path collection) {
    try (Snapshot now = store.snapshot()) {
      List<String> answers = new ArrayList<>();
      for (SearchMode mode : SearchMode.values()) {
        for (String question : QUESTIONS) {
          answers.add(shown(now.search(SearchRequest.of(mode, question))));
        }
      }
      return new Fingerprint(
          generation(collection), now.list(null, 1_000), now.chunkCount(), answers);
    }
  }

  private static String shown(Hits hits) {
    return String.join(
        ", ", hits.stream().map(hit -> hit.documentId() + " " + hit.score()).toList());
  }

  private static long generation(Path collection) {
    try (Directory directory = FSDirectory.open(collection)) {
      return SegmentInfos.getLastCommitGeneration(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
