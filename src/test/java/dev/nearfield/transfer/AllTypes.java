package dev.nearfield.transfer;

import dev.nearfield.IngestOptions;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.ingest.Folder;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.FileRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small collection with everything that a collection can hold: metadata of all types, copies of
 * vectors, chunks with headings, deleted documents, records of files, several segments. The same on
 * every run.
 */
public final class AllTypes {
  /** What made it. */
  public static final HashingEmbedder EMBEDDER = new HashingEmbedder(8);

  public static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");

  /** The clock that stands still. */
  public static final StoreOptions OPTIONS =
      StoreOptions.defaults()
          .chunker(Chunkers.sentences(12, 3))
          .clock(Clock.fixed(NOW, ZoneOffset.UTC));

  private AllTypes() {}

  /** Makes the collection, of files that are made in another folder. */
  public static void make(Path collection, Path files) throws IOException {
    try (VectorStore store = VectorStore.open(collection, EMBEDDER, OPTIONS)) {
      store.add(
          SourceDocument.of(
                  "types",
                  "A rose has thorns. Thorns have no rose. The garden keeps both of them well.",
                  Metadata.of(
                      "string",
                      "Ünïcödé \"quoted\"\n😀",
                      "empty",
                      "",
                      "least",
                      Long.MIN_VALUE,
                      "one",
                      1L,
                      "double",
                      1.0,
                      "tiny",
                      Double.MIN_VALUE,
                      "negative zero",
                      -0.0,
                      "infinite",
                      Double.NEGATIVE_INFINITY,
                      "yes",
                      true,
                      "time",
                      Instant.parse("1969-12-31T23:59:59.999999Z"),
                      "list",
                      List.of("b", "a", "b"),
                      "none",
                      List.of()))
              .withTitle("Roses & thorns")
              .withSummary("On roses")
              .withSource("https://example.org/roses?x=1")
              .withTimes(Instant.parse("2020-02-29T00:00:00Z"), null)
              .withExpires(Instant.parse("2999-01-01T00:00:00Z")));
      store.add(SourceDocument.of("empty", ""));
      store.add(SourceDocument.of("gone", "Deleted before the end."));
      store.commit();
      for (int i = 0; i < 4; i++) {
        store.add(SourceDocument.of("copy-" + i, "The same words each time."));
      }
      store.commit();
      store.add(SourceDocument.of("gone too", "This block will be replaced."));
      store.add(SourceDocument.of("replaced", "First words."));
      store.commit();
      store.add(SourceDocument.of("replaced", "Last words.", Metadata.of("one", "a string here")));
      store.delete("gone");
      store.delete("gone too");
      write(files, "guide.md", "# Guide\n\nBegin here.\n\n## Walls\n\nBuild them of stone.\n");
      write(files, "note.txt", "A note of two sentences. This is the second.");
      store.ingest(Folder.of(files), IngestOptions.defaults());
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(folder.resolve(name), FileTime.from(NOW));
  }

  /**
   * Everything that can be read of a collection, to compare two. Of hits without BM25's scores,
   * which count deleted documents until they are merged away.
   */
  public record Content(
      Map<String, EmbeddedDocument> documents,
      Map<String, String> hashes,
      Map<String, FileRecord> files,
      Map<String, List<String>> hits) {

    /** Reads a collection. */
    public static Content of(Path collection) {
      Map<String, EmbeddedDocument> documents = new TreeMap<>();
      Map<String, String> hashes = new TreeMap<>();
      Map<String, FileRecord> files = new TreeMap<>();
      try (CollectionView view = CollectionView.open(collection, OPTIONS.clock())) {
        view.documents()
            .visit(
                null,
                doc -> {
                  var block = view.blocks().block(doc);
                  documents.put(block.document().id(), block.toEmbedded());
                  hashes.put(block.document().id(), block.hash());
                  return true;
                });
        view.files().forEach(file -> files.put(file.name(), file));
      }
      return new Content(documents, hashes, files, hits(collection));
    }

    private static Map<String, List<String>> hits(Path collection) {
      Map<String, List<String>> hits = new TreeMap<>();
      try (Snapshot snapshot = Snapshot.open(collection, EMBEDDER)) {
        for (String text : List.of("rose thorns", "the same words", "stone walls")) {
          for (SearchRequest ask :
              List.of(
                  SearchRequest.keyword(text),
                  SearchRequest.vector(text),
                  SearchRequest.hybrid(text))) {
            hits.put(
                ask.toString(),
                snapshot.search(ask).stream()
                    .map(
                        hit ->
                            hit.documentId() + " " + hit.chunk().ordinal() + " " + hit.distance())
                    .toList());
          }
        }
      }
      return hits;
    }
  }
}
