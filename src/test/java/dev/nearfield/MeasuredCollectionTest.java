package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.DocumentSummary;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.ChunkLengths;
import dev.nearfield.store.Footprint;
import dev.nearfield.store.Footprint.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collection tells of its documents without their texts, of its files and its chunks. */
final class MeasuredCollectionTest {
  private static final int DIMENSION = 64;

  @TempDir private Path folder;

  private VectorStore open() {
    return VectorStore.open(folder, new HashingEmbedder(DIMENSION));
  }

  private static Stream<SourceDocument> numbered(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                SourceDocument.of(
                    String.format("d%04d", i), "text " + "x".repeat(i % 40), Metadata.of("n", i)));
  }

  @Test
  void aSummaryTellsWhatTheDocumentTells() {
    StoreOptions options = StoreOptions.defaults().chunker(Chunkers.sentences(4, 1));
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(DIMENSION), options)) {
      store.add(SourceDocument.of("empty", ""));
      store.add(
          SourceDocument.of("long", "One day. Another day. A third day.", Metadata.of("n", 1))
              .withTitle("Days")
              .withSource("days.md")
              .withSummary("Three."));
      try (Snapshot now = store.snapshot()) {
        for (DocumentSummary summary : now.summaries(null, 10)) {
          SourceDocument document = now.get(summary.id()).orElseThrow();
          assertEquals(
              new DocumentSummary(
                  document.id(),
                  document.title(),
                  document.source(),
                  document.created(),
                  document.updated(),
                  document.expires(),
                  document.wordCount(),
                  now.chunks(document.id()).size(),
                  document.metadata()),
              summary);
        }
        assertTrue(now.summaries("empty", 10).getFirst().chunks() > 1);
        assertEquals(
            List.of("long"),
            now.summaries(Filters.eq("n", 1), null, 10).stream().map(DocumentSummary::id).toList());
      }
    }
  }

  @Test
  void deletingTellsHowManyThereWere() {
    try (VectorStore store = open()) {
      store.addAll(numbered(0, 50));
      store.add(SourceDocument.of("s", "sourced").withSource("a.md"));
      assertEquals(10, store.delete(Filters.lt("n", 10)));
      assertEquals(0, store.delete(Filters.lt("n", 10)));
      assertEquals(1, store.deleteSource("a.md"));
      assertEquals(40, store.count());
    }
  }

  /** Small segments are packed into one file, large ones are not: the parts are told alike. */
  @Test
  void thePartsAreTheFilesOfTheSegmentsPackedOrNot() throws IOException {
    try (VectorStore store = open()) {
      store.addAll(numbered(0, 200));
      store.commit();
      store.addAll(numbered(200, 300));
      store.delete("d0007");
    }
    try (Snapshot now = Snapshot.open(folder);
        Stream<Path> files = Files.list(folder)) {
      Footprint footprint = now.footprint();
      assertEquals(2, footprint.segments());
      assertEquals(2, footprint.deleted()); // the document and its chunk
      assertEquals(List.of(Part.values()).size(), footprint.bytes().size());
      for (Part part : List.of(Part.STORED, Part.KEYWORDS, Part.METADATA, Part.OTHER)) {
        assertTrue(footprint.bytes(part) > 0, part + " in " + footprint);
      }
      long vectors = footprint.bytes(Part.VECTORS);
      assertTrue(vectors > 300 * DIMENSION * 4 && vectors < 301 * DIMENSION * 4 + 4_000);
      assertTrue(footprint.offHeapBytes() >= 300 * DIMENSION * 4, footprint.toString());
      long segments =
          files
              .filter(file -> file.getFileName().toString().startsWith("_"))
              .mapToLong(file -> file.toFile().length())
              .sum();
      assertEquals(segments, footprint.totalBytes());
    }
  }

  @Test
  void rangesOfLengthsHoldEveryChunkOnce() {
    try (VectorStore store = open()) {
      try (Snapshot now = store.snapshot()) {
        assertEquals(new ChunkLengths(1, List.of(), 0, 0, 0), now.chunkLengths());
      }
      store.addAll(numbered(0, 200));
      store.delete("d0039");
      try (Snapshot now = store.snapshot()) {
        ChunkLengths lengths = now.chunkLengths();
        assertEquals(2, lengths.width());
        assertEquals(5, lengths.least());
        assertEquals(44, lengths.most());
        assertEquals(199, lengths.counts().stream().mapToInt(Integer::intValue).sum());
        assertEquals(List.of(0, 0, 5, 10), lengths.counts().subList(0, 4));
        assertEquals(4, lengths.counts().getLast());
        assertEquals(24.4, lengths.mean(), 0.1);
      }
      store.add(SourceDocument.of("long", "y".repeat(100_000)));
      try (Snapshot now = store.snapshot()) {
        ChunkLengths lengths = now.chunkLengths();
        assertEquals(8_192, lengths.width());
        assertEquals(199, lengths.counts().getFirst());
        assertEquals(1, lengths.counts().getLast());
        assertEquals(13, lengths.counts().size());
      }
    }
  }

  @Test
  void aFolderOfCollectionsTellsWhatIsNone() throws IOException {
    VectorStore.open(folder.resolve("b"), new HashingEmbedder(DIMENSION)).close();
    Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("notes.txt"), "mine");
    Files.writeString(Files.createDirectory(folder.resolve("cache-mine")).resolve("x"), "12345");
    Files.writeString(folder.resolve("README.md"), "no folder");
    List<DataEntry> entries = DataEntry.under(folder);
    assertEquals(3, entries.size());
    DataEntry.OfOther other = (DataEntry.OfOther) entries.get(0);
    assertTrue(other.reason().contains("notes.txt"), other.reason());
    DataEntry.OfCollection found = (DataEntry.OfCollection) entries.get(1);
    assertEquals(0, found.documents());
    assertTrue(found.bytes() > 0);
    assertTrue(!found.lastCommit().isBefore(found.manifest().created().minusSeconds(5)));
    assertEquals(new DataEntry.OfCache(folder.resolve("cache-mine"), 5), entries.get(2));
  }
}
