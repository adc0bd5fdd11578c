package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.CollectionLockedException;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VectorStoreTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");

  private final HashingEmbedder embedder = new HashingEmbedder(32);

  @TempDir private Path folder;

  @Test
  void aDocumentComesBackAsItWasGiven() {
    SourceDocument full =
        new SourceDocument(
            "a/b 1",
            "Title",
            "Some text with ünïcödé \uD83D\uDE00.",
            "A summary",
            "files/a.md",
            NOON,
            NOON.plusSeconds(1),
            NOON.plusSeconds(1_000_000_000L),
            Metadata.of(
                "s",
                "x",
                "empty",
                "",
                "l",
                Long.MIN_VALUE,
                "d",
                -0.0,
                "b",
                true,
                "t",
                NOON,
                "list",
                List.of("b", "a", "b"),
                "none",
                List.of()));
    try (VectorStore store = open()) {
      store.add(full);
      assertEquals(full, store.get("a/b 1").orElseThrow());
    }
    try (VectorStore store = open()) {
      assertEquals(full, store.get("a/b 1").orElseThrow());
      assertEquals(full.metadata(), store.search(SearchRequest.keyword("text")).first().metadata());
    }
  }

  @ParameterizedTest
  @EnumSource(SearchMode.class)
  void everyModeFindsTheRightDocument(SearchMode mode) {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      Hit best = store.search(SearchRequest.of(mode, "purple elephants")).first();
      assertEquals("elephants", best.documentId());
      assertEquals("Two purple elephants sing.", best.text());
      assertEquals(1, best.rank());
      double cosine =
          embedder.embedQuery("purple elephants").cosine(embedder.embedQuery(best.text()));
      assertEquals(1 - cosine, best.distance(), 1e-6);
    }
  }

  @Test
  void addingAgainReplacesAndUnchangedTextIsNotEmbedded() {
    try (VectorStore store = open()) {
      assertEquals(3, store.addAll(someTexts()).embedded());
      assertEquals(new IngestReport(0, 0, 3, 0, 0), store.addAll(someTexts()));
      assertEquals(3, embedder.embeddedDocuments());

      SourceDocument tagged =
          SourceDocument.of(
              "rivers", "Rivers run to the sea.", Metadata.of("subject", "geography"));
      assertEquals(new IngestReport(0, 1, 0, 0, 0), store.add(tagged));
      assertEquals(3, embedder.embeddedDocuments());
      assertEquals(tagged.metadata(), store.get("rivers").orElseThrow().metadata());

      store.add(SourceDocument.of("rivers", "Rivers may dry up."));
      assertEquals(4, embedder.embeddedDocuments());
      assertEquals(3, store.count());
      assertEquals(
          "Rivers may dry up.", store.search(SearchRequest.keyword("rivers")).first().text());
    }
  }

  @Test
  void theTimeOfCreationStaysWhenADocumentIsReplaced() {
    try (VectorStore store = open()) {
      store.add(SourceDocument.of("a", "one").withTimes(NOON, null));
      store.add(SourceDocument.of("a", "two"));
      assertEquals(NOON, store.get("a").orElseThrow().created());
    }
  }

  @Test
  void deletedDocumentsAreGone() {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      store.delete("elephants");
      store.delete("no such document");
      assertEquals(2, store.count());
      assertTrue(store.get("elephants").isEmpty());
      assertTrue(store.search(SearchRequest.keyword("elephants")).isEmpty());
      assertEquals(2, store.search(SearchRequest.vector("purple elephants")).size());
    }
  }

  @Test
  void aSnapshotDoesNotSeeLaterWrites() {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      try (Snapshot before = store.snapshot()) {
        store.delete("elephants");
        store.add(SourceDocument.of("new", "A new document."));
        assertEquals(3, before.count());
        assertTrue(before.get("elephants").isPresent());
        assertTrue(before.get("new").isEmpty());
        assertEquals(
            "elephants", before.search(SearchRequest.hybrid("elephants")).first().documentId());
      }
    }
  }

  @Test
  void documentsWithoutTextAreKeptAndNeverFound() {
    try (VectorStore store = open()) {
      store.add(SourceDocument.of("blank", " \n "));
      store.addAll(someTexts());
      assertEquals(4, store.count());
      assertEquals(" \n ", store.get("blank").orElseThrow().text());
      assertEquals(3, store.search(SearchRequest.vector("blank")).size());
    }
  }

  @Test
  void expiredDocumentsAreNotSeen() {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      store.add(SourceDocument.of("old", "Elephants of old.").withExpires(NOON.minusSeconds(1)));
      store.add(
          SourceDocument.of("later", "Elephants to come.")
              .withExpires(Instant.now().plusSeconds(100_000)));
      assertEquals(4, store.count());
      assertTrue(store.get("old").isEmpty());
      for (SearchMode mode : SearchMode.values()) {
        Hits hits = store.search(SearchRequest.of(mode, "elephants"));
        assertFalse(hits.stream().anyMatch(hit -> hit.documentId().equals("old")));
        assertTrue(hits.stream().anyMatch(hit -> hit.documentId().equals("later")));
      }
    }
  }

  @Test
  void givenVectorsAreKeptExactlyAndTextMayBeAbsent() {
    ModelIdentity given = ModelIdentity.external("my-vectors", 3);
    Embedding vector = Embedding.of(0.1f, -2.5f, 1e-7f);
    try (VectorStore store = VectorStore.open(folder, given)) {
      assertEquals(1, store.add(SourceDocument.of("v", ""), vector).embedded());
      assertEquals(1, store.add(SourceDocument.of("v", ""), vector).unchanged());
      Hit hit = store.search(SearchRequest.vector(Embedding.of(0.1f, -2.5f, 0f))).first();
      assertEquals("v", hit.documentId());
      assertEquals(0, hit.distance(), 1e-9);
      assertEquals(1, hit.score(), 1e-6);
    }
  }

  @Test
  void searchesAfterReopeningGiveTheSameHits() {
    Hits before;
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      before = store.search(SearchRequest.hybrid("rivers of elephants"));
    }
    try (VectorStore store = open()) {
      assertEquals(before, store.search(SearchRequest.hybrid("rivers of elephants")));
    }
  }

  @Test
  void aVeryLongQuestionWorks() {
    String question =
        String.join(" ", IntStream.range(0, 10_000).mapToObj(i -> "word" + i).toList())
            + " elephants";
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      Hits hits = store.search(SearchRequest.keyword(question).withoutDistances());
      assertEquals(List.of("elephants"), hits.stream().map(Hit::documentId).toList());
    }
  }

  @Test
  void questionsAreWordsAndNotSyntax() {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      String question = "elephants AND NOT (purple* OR title:~\"x\" \\";
      assertEquals("elephants", store.search(SearchRequest.keyword(question)).first().documentId());
    }
  }

  @Test
  void anotherModelIsRefusedByName() {
    open().close();
    var e =
        assertThrows(
            ModelMismatchException.class,
            () -> VectorStore.open(folder, new HashingEmbedder("other", 32)).close());
    assertTrue(e.getMessage().contains("hashing") && e.getMessage().contains("other"));
    assertThrows(
        ModelMismatchException.class,
        () -> VectorStore.open(folder, new HashingEmbedder(64)).close());
    open().close();
  }

  @Test
  void aSecondWriterIsToldWhoWrites() {
    try (VectorStore store = open()) {
      var e = assertThrows(CollectionLockedException.class, this::open);
      assertTrue(e.holder().contains("process " + ProcessHandle.current().pid()), e.getMessage());
      store.addAll(someTexts());
    }
    open().close();
  }

  @Test
  void otherFoldersAreNotCollections() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    var e = assertThrows(NotACollectionException.class, this::open);
    assertTrue(e.getMessage().contains("notes.txt"), e.getMessage());
    assertEquals(List.of("notes.txt"), names(folder));

    Path file = folder.resolve("notes.txt");
    assertThrows(NotACollectionException.class, () -> VectorStore.open(file, embedder));
  }

  @Test
  void aClosedStoreSaysSo() {
    VectorStore store = open();
    store.close();
    store.close();
    assertThrows(StoreClosedException.class, () -> store.add(SourceDocument.of("a", "b")));
    assertThrows(StoreClosedException.class, () -> store.search(SearchRequest.keyword("a")));
    assertThrows(StoreClosedException.class, store::commit);
  }

  @Test
  void anInterruptedCallerDoesNotCloseTheStoreForOthers() {
    try (VectorStore store = open()) {
      Thread.currentThread().interrupt();
      store.add(SourceDocument.of("a", "written while interrupted"));
      store.commit();
      assertEquals(1, store.search(SearchRequest.keyword("interrupted")).size());
      assertTrue(Thread.interrupted());
      store.add(SourceDocument.of("b", "written after"));
      assertEquals(2, store.count());
    }
  }

  @Test
  void aSnapshotMayBeClosedTwiceAndThenSaysSo() {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      Snapshot snapshot = store.snapshot();
      snapshot.close();
      snapshot.close();
      assertThrows(StoreClosedException.class, snapshot::count);
      assertThrows(
          StoreClosedException.class, () -> snapshot.search(SearchRequest.keyword("rivers")));
      assertEquals(3, store.count());
      store.add(SourceDocument.of("more", "More text."));
      assertEquals(4, store.count());
    }
  }

  @Test
  void filesThatLookLikeLucenesAreNotTouched() throws IOException {
    Files.writeString(folder.resolve("_index.md"), "mine");
    assertThrows(NotACollectionException.class, this::open);
    assertEquals("mine", Files.readString(folder.resolve("_index.md")));
  }

  @Test
  void aCollectionWithoutItsSegmentsFileIsNotEmptied() throws IOException {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("segments")).toList()) {
        Files.delete(file);
      }
    }
    List<String> before = names(folder);
    var e = assertThrows(NotACollectionException.class, this::open);
    assertTrue(e.getMessage().contains("restore it from a backup"), e.getMessage());
    assertEquals(before, names(folder));
  }

  @Test
  void aGivenQuestionNeedNotHaveUnitLength() {
    try (VectorStore store = open()) {
      store.addAll(someTexts());
      store.add(SourceDocument.of("copy", "Rivers run to the sea."));
      Embedding unit = embedder.embedQuery("two rivers");
      float[] longer = unit.toArray();
      for (int i = 0; i < longer.length; i++) {
        longer[i] *= 5;
      }
      List<Hit> expected = store.search(SearchRequest.vector(unit)).list();
      List<Hit> hits = store.search(SearchRequest.vector(Embedding.of(longer))).list();
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(expected.get(i).documentId(), hits.get(i).documentId());
        assertEquals(expected.get(i).score(), hits.get(i).score(), 1e-6);
      }
    }
  }

  private VectorStore open() {
    return VectorStore.open(folder, embedder);
  }

  private static Stream<SourceDocument> someTexts() {
    return Stream.of(
        SourceDocument.of("rivers", "Rivers run to the sea."),
        SourceDocument.of("elephants", "Two purple elephants sing."),
        SourceDocument.of("bread", "Bread needs flour, water, salt and time."));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
