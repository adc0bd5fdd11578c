package dev.nearfield.examples;

import static dev.nearfield.filter.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.DataEntry;
import dev.nearfield.Embedders;
import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.StoreOver;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Key;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.CollectionLockedException;
import dev.nearfield.model.DocumentSummary;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.Hit;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.model.WritesLostException;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.ChunkLengths;
import dev.nearfield.store.CollectionRewrite;
import dev.nearfield.store.EmbeddingCache;
import dev.nearfield.store.Footprint;
import dev.nearfield.store.GraphParameters;
import dev.nearfield.store.Manifest;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import dev.nearfield.store.VectorSimilarity;
import dev.nearfield.store.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Opening, filling, looking into and closing a store. */
final class StoreExamplesTest {
  private final Embedder hashing = new HashingEmbedder(32);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aStoreIsOpenedFilledAndSearched() {
    // @start region="open"
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        VectorStore store = VectorStore.open(folder, embedder)) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
      store.add(SourceDocument.of("parcels", "Parcels arrive within three days."));
      store.commit();
      for (Hit hit : store.search(SearchRequest.hybrid("When do I get my money back?"))) {
        System.out.printf("%.4f %s%n", hit.score(), hit.text());
      }
    }
    // @end
    assertTrue(printed.take().lines().findFirst().orElse("").endsWith("paid within 30 days."));
  }

  @Test
  void embeddingsAreKeptByTheirTexts() {
    // @start region="cache"
    try (EmbeddingCache cache =
        EmbeddingCache.open(folder, hashing.identity(), EmbeddingCache.DEFAULT_BYTES)) {
      cache.put(Map.of("Refunds are paid.", hashing.embedQuery("Refunds are paid.")));
      System.out.println(cache.find(Set.of("Refunds are paid.", "To do.")).keySet());
    }
    // @end
    assertEquals("[Refunds are paid.]\n", printed.take());
  }

  @Test
  void aReportTellsWhatBecameOfTheDocuments() {
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      // @start region="report"
      SourceDocument refunds = SourceDocument.of("refunds", "Refunds are paid within 30 days.");
      IngestReport first = store.addAll(Stream.of(refunds, SourceDocument.of("draft", "To do.")));
      IngestReport again = store.add(refunds); // is there as it is
      IngestReport tagged = store.add(refunds.withMetadata(Metadata.of("lang", "en")));
      IngestReport all = first.plus(again).plus(tagged);
      System.out.println(all.documents() + " added, " + all.embedded() + " embedded");
      // @end
      assertEquals("4 added, 2 embedded\n", printed.take());
      assertEquals(1, again.unchanged());
      assertEquals(1, tagged.updated());
    }
  }

  @Test
  void optionsFixHowACollectionIsMade() {
    // @start region="options"
    StoreOptions options =
        StoreOptions.defaults().analyzer("de").chunker(Chunkers.sentences(128, 20));
    try (VectorStore store =
        VectorStore.open(folder, ModelIdentity.external("my-vectors", 3), options)) {
      Manifest manifest = store.manifest();
      System.out.println(manifest.analyzer() + " " + manifest.chunking());
    }
    // @end
    assertEquals("de sentences(max=128,overlap=20)\n", printed.take());
  }

  @Test
  void aWriterMayTakeMore() {
    // @start region="writing"
    StoreOptions bulk =
        StoreOptions.defaults().writing(Writing.DEFAULT.bufferMegabytes(256).mergeThreads(4));
    try (VectorStore store = VectorStore.open(folder, hashing, bulk)) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
      store.optimize();
    }
    // @end
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      assertEquals(1, store.count());
    }
  }

  @Test
  void vectorsAreComparedInFewerBits() {
    // @start region="encoding"
    StoreOptions small =
        StoreOptions.defaults()
            .indexing(new VectorIndexing(VectorEncoding.TINY, new GraphParameters(24, 150)));
    try (VectorStore store = VectorStore.open(folder, hashing, small)) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
    }
    // @end
    // @start region="rewrite"
    CollectionRewrite.rewrite(folder, VectorIndexing.of(VectorEncoding.COMPACT));
    try (Snapshot snapshot = Snapshot.open(folder)) {
      System.out.println(snapshot.manifest().indexing()); // nothing was embedded again
    }
    // @end
    assertEquals("compact, 16 links, beam 100\n", printed.take());
  }

  @Test
  void aCollectionSaysWhatItIs() {
    VectorStore.open(folder, ModelIdentity.external("my-vectors", 3)).close();
    // @start region="manifest"
    try (Snapshot snapshot = Snapshot.open(folder)) {
      Manifest manifest = snapshot.manifest();
      ModelIdentity model = manifest.model();
      boolean unitLength = manifest.similarity() == VectorSimilarity.DOT_PRODUCT;
      System.out.printf("%s, %d, %b%n", model.name(), model.dimension(), unitLength);
    }
    // @end
    assertEquals("my-vectors, 3, false\n", printed.take());
  }

  @Test
  void aCollectionKeepsNamedValues() {
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      // @start region="attachments"
      store.attach("notes/owner", "Ann".getBytes(UTF_8));
      store.commit();
      try (Snapshot now = store.snapshot()) {
        for (String name : now.attachments().names()) {
          String content = new String(now.attachments().find(name).orElseThrow(), UTF_8);
          System.out.println(name + ": " + content);
        }
      }
      // @end
      assertEquals("notes/owner: Ann\n", printed.take());
      store.detach("notes/owner");
      try (Snapshot now = store.snapshot()) {
        assertEquals(List.of(), now.attachments().names());
        assertEquals(Optional.empty(), now.attachments().find("notes/owner"));
        assertEquals(0, now.count());
      }
    }
  }

  @Test
  void aSnapshotStaysAsItIs() {
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      store.add(SourceDocument.of("a", "One fine day.", Metadata.of("owner", "ann")));
      store.add(SourceDocument.of("b", "Another day.", Metadata.of("owner", "bob")));
      store.add(SourceDocument.of("c", "A third day.", Metadata.of("owner", "ann")));
      // @start region="snapshot"
      try (Snapshot now = store.snapshot()) {
        store.delete("b"); // later writes do not change the snapshot
        int ofAnn = now.count(eq("owner", "ann"));
        Map<MetadataValue, Integer> documentsPerOwner = now.values(Key.metadata("owner"));
        System.out.println(
            ofAnn + " of " + now.count() + ", " + documentsPerOwner.size() + " owners");

        List<SourceDocument> page = now.list(null, 2);
        while (!page.isEmpty()) {
          page.forEach(document -> System.out.println(document.id()));
          page = now.list(page.getLast().id(), 2);
        }
      }
      // @end
      assertEquals("2 of 3, 2 owners\na\nb\nc\n", printed.take());
      assertEquals(2, store.count());
    }
  }

  // @start region="lost"
  static void addAndCommit(VectorStore store, Map<String, SourceDocument> documents) {
    try {
      store.addAll(documents.values().stream());
      store.commit();
    } catch (WritesLostException e) {
      System.out.println(e.getMessage()); // names the cause, such as a full disk
      store.addAll(e.ids().stream().map(documents::get).filter(Objects::nonNull));
      store.commit();
    }
  }

  // @end

  @Test
  void whatWasLostIsAddedAgain() throws IOException {
    try (Directory disk = new ByteBuffersDirectory();
        VectorStore store =
            StoreOver.directory(folder, new FullOnce(disk), hashing, StoreOptions.defaults())) {
      SourceDocument document = SourceDocument.of("a", "b");
      addAndCommit(store, Map.of("a", document));
      assertTrue(printed.take().contains("writes of 1 document ('a')"));
      assertEquals(1, store.count());
    }
  }

  /** Refuses the first segment. */
  private static final class FullOnce extends FilterDirectory {
    private boolean refused;

    FullOnce(Directory disk) {
      super(disk);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (!refused && name.startsWith("_")) {
        refused = true;
        throw new IOException("No space left on device");
      }
      return super.createOutput(name, context);
    }
  }

  @Test
  void documentsAreListedWithoutTheirTexts() {
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      store.add(SourceDocument.of("a", "One fine day.").withTitle("Morning"));
      store.add(SourceDocument.of("b", "Another day."));
      // @start region="summaries"
      try (Snapshot now = store.snapshot()) {
        for (DocumentSummary document : now.summaries(null, 10)) {
          System.out.println(document.id() + " " + document.words() + " words");
        }
      }
      // @end
      assertEquals("a 3 words\nb 2 words\n", printed.take());
    }
  }

  @Test
  void aCollectionIsMeasured() {
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      store.add(SourceDocument.of("a", "One fine day."));
      store.add(SourceDocument.of("b", "Another day, and a longer text."));
    }
    // @start region="footprint"
    try (Snapshot now = Snapshot.open(folder)) {
      Footprint footprint = now.footprint();
      long vectors = footprint.bytes(Footprint.Part.VECTORS); // on disk
      long cached = footprint.offHeapBytes(); // what searches want in memory
      ChunkLengths lengths = now.chunkLengths();
      System.out.println(lengths.least() + " to " + lengths.most() + " characters a chunk");
      // @end
      assertTrue(vectors > 0 && cached > 0, footprint.toString());
    }
    assertEquals("13 to 31 characters a chunk\n", printed.take());
  }

  @Test
  void aFolderOfCollectionsIsListed() {
    Path data = folder.resolve("data");
    VectorStore.open(data.resolve("vector-mine"), hashing).close();
    // @start region="data"
    for (DataEntry entry : DataEntry.under(data)) {
      String line =
          switch (entry) {
            case DataEntry.OfCollection found -> found.documents() + " documents";
            case DataEntry.OfCache cache -> cache.bytes() + " bytes of cached embeddings";
            case DataEntry.OfOther other -> other.reason();
          };
      System.out.println(entry.path().getFileName() + ": " + line);
    }
    // @end
    assertEquals("vector-mine: 0 documents\n", printed.take());
  }

  // @start region="errors"
  static String addTo(Path folder, Embedder embedder, SourceDocument document) {
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      store.add(document);
      return "added";
    } catch (CollectionLockedException e) {
      return "Try again later: " + e.holder() + " writes.";
    } catch (ModelMismatchException e) {
      return "Load the model " + e.stored() + " instead.";
    } catch (NotACollectionException e) {
      return "Choose another folder than " + e.directory() + ".";
    } catch (InvalidInputException | EmbeddingException e) {
      return "Correct the document: " + e.getMessage();
    } catch (StorageException | StoreClosedException e) {
      return "Nothing was added: " + e.getMessage();
    } catch (NearfieldException e) {
      return e.getMessage(); // the root of all of them
    }
  }

  // @end

  @Test
  void eachErrorHasItsAnswer() throws IOException {
    Path own = folder.resolve("own");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "mine");
    SourceDocument document = SourceDocument.of("a", "b");
    List<String> answers = new ArrayList<>();
    answers.add(addTo(own, hashing, document));
    answers.add(addTo(own, new HashingEmbedder(64), document));
    answers.add(addTo(other, hashing, document));
    answers.add(addTo(own, hashing, document.withMetadata(Metadata.of("k", "x".repeat(40_000)))));
    try (VectorStore busy = VectorStore.open(own, hashing)) {
      answers.add(addTo(own, hashing, document));
      assertEquals(1, busy.count());
    }
    assertEquals("added", answers.get(0));
    assertTrue(answers.get(1).startsWith("Load the model hashing"), answers.get(1));
    assertTrue(answers.get(2).startsWith("Choose another folder"), answers.get(2));
    assertTrue(answers.get(3).startsWith("Correct the document: "), answers.get(3));
    assertTrue(answers.get(4).startsWith("Try again later: process"), answers.get(4));
  }
}
