package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.StoreClosedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddingCacheTest {
  private static final int DIMENSION = 8;
  private static final ModelIdentity MODEL =
      new ModelIdentity("m", "r1", DIMENSION, "mean", true, "", "passage: ", 256);

  private final HashingEmbedder hashing = new HashingEmbedder(DIMENSION);

  @TempDir private Path parent;

  private Path folder() {
    return parent.resolve("cache");
  }

  private EmbeddingCache open() {
    return EmbeddingCache.open(folder(), MODEL, EmbeddingCache.DEFAULT_BYTES);
  }

  private Map<String, Embedding> entries(int from, int to) {
    Map<String, Embedding> entries = new LinkedHashMap<>();
    IntStream.range(from, to)
        .mapToObj(i -> "text number " + i)
        .forEach(text -> entries.put(text, hashing.embedQuery(text)));
    return entries;
  }

  @Test
  void whatWasPutIsFoundAtOnceAndAfterReopening() {
    Map<String, Embedding> some = entries(0, 1_300);
    try (EmbeddingCache cache = open()) {
      assertEquals(Map.of(), cache.find(some.keySet()));
      cache.put(some);
      assertEquals(some, cache.find(some.keySet()));
      assertEquals(1_300, cache.count());
    }
    try (EmbeddingCache cache = open()) {
      Map<String, Embedding> more = entries(0, 2_000);
      assertEquals(some, cache.find(more.keySet()));
      cache.put(more);
      assertEquals(more, cache.find(more.keySet()));
      assertEquals(2_000, cache.count());
    }
  }

  @Test
  void textsAreToldApartToTheLastUnit() {
    String unpaired = "a\ud800";
    Set<String> texts = Set.of("a", "A", "a ", "a\ud801", "a?", "a\ufffd", "");
    try (EmbeddingCache cache = open()) {
      cache.put(Map.of(unpaired, hashing.embedQuery("a")));
      assertEquals(Map.of(), cache.find(texts));
      assertEquals(Set.of(unpaired), cache.find(Set.of(unpaired)).keySet());
    }
  }

  @Test
  void theOldestGoFirstAndTheSizeIsKept() throws IOException {
    long most = EmbeddingCache.LEAST_BYTES;
    int entries = 30_000;
    int step = 1_000;
    try (EmbeddingCache cache = EmbeddingCache.open(folder(), MODEL, most)) {
      long largest = 0;
      double leastShare = 1;
      for (int from = 0; from < entries; from += step) {
        cache.put(entries(from, from + step));
        assertTrue(bytes(folder()) <= most, () -> "after a commit there are " + size());
        largest = Math.max(largest, cache.count());
        leastShare = Math.min(leastShare, (double) cache.count() / largest);
      }
      assertTrue(leastShare > 0.7, "a step left only a share of " + leastShare);
      long kept = cache.count();
      int oldest = (int) (entries - kept);
      assertTrue(oldest > entries / 2, kept + " were kept");
      assertEquals(kept, cache.find(entries(oldest, entries).keySet()).size());
      assertEquals(Map.of(), cache.find(entries(0, oldest).keySet()));
    }
  }

  private String size() {
    try {
      return bytes(folder()) + " bytes";
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aSizeThatHoldsNothingIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> EmbeddingCache.open(folder(), MODEL, 1_000));
    assertEquals("A cache's size must be at least 1048576 bytes, got 1000.", error.getMessage());
    assertFalse(Files.exists(folder()));
  }

  @Test
  void aKilledProcessLosesTheNewestOnly() throws IOException {
    Path copy = parent.resolve("copy");
    Map<String, Embedding> committed = entries(0, EmbeddingCache.ENTRIES_A_COMMIT);
    try (EmbeddingCache cache = open()) {
      cache.put(committed);
      cache.put(entries(committed.size(), committed.size() + 10));
      copy(folder(), copy);
    }
    try (EmbeddingCache cache = EmbeddingCache.open(copy, MODEL, EmbeddingCache.DEFAULT_BYTES)) {
      assertEquals(committed, cache.find(entries(0, 1_000).keySet()));
      cache.put(entries(1_000, 1_010));
    }
    assertClean(copy);
  }

  @Test
  void aSecondCacheReadsAndKeepsNothing() {
    Map<String, Embedding> committed = entries(0, EmbeddingCache.ENTRIES_A_COMMIT);
    try (EmbeddingCache first = open()) {
      first.put(committed);
      try (EmbeddingCache second = open()) {
        assertTrue(first.isWriter());
        assertFalse(second.isWriter());
        second.put(entries(5_000, 6_000));
        assertEquals(committed, second.find(entries(0, 6_000).keySet()));
      }
      assertEquals(committed.size(), first.count());
    }
  }

  @Test
  void anotherModelIsRefused() {
    open().close();
    var other = new ModelIdentity("m", "r2", DIMENSION, "mean", true, "", "passage: ", 128);
    var error =
        assertThrows(
            ModelMismatchException.class,
            () -> EmbeddingCache.open(folder(), other, EmbeddingCache.DEFAULT_BYTES));
    assertEquals(
        "Embedding cache "
            + folder()
            + " holds embeddings of a model with revision 'r1', token-limit '256' and is opened"
            + " with revision 'r2', token-limit '128'. Delete the folder, or name another one for"
            + " this model.",
        error.getMessage());
    try (EmbeddingCache cache = open()) {
      assertThrows(InvalidInputException.class, () -> cache.put(Map.of("a", Embedding.of(1))));
    }
  }

  @Test
  void foldersOfOtherThingsAreRefused() throws IOException {
    VectorStore.open(folder(), hashing).close();
    var collection = assertThrows(StorageException.class, this::open);
    assertEquals(
        folder() + " holds a Lucene index that is no embedding cache. Name another folder.",
        collection.getMessage());
    Path notes = Files.createDirectories(parent.resolve("notes"));
    Files.writeString(notes.resolve("a.txt"), "mine");
    var strangers =
        assertThrows(
            StorageException.class,
            () -> EmbeddingCache.open(notes, MODEL, EmbeddingCache.DEFAULT_BYTES));
    assertTrue(String.valueOf(strangers.getMessage()).contains("other files (a.txt)"));
    assertEquals(List.of("a.txt"), names(notes));
  }

  @Test
  void aClosedCacheSaysSo() {
    EmbeddingCache cache = open();
    cache.close();
    cache.close();
    var error = assertThrows(StoreClosedException.class, () -> cache.find(Set.of("a")));
    assertTrue(String.valueOf(error.getMessage()).endsWith("is closed. Open it again to go on."));
    assertThrows(StoreClosedException.class, () -> cache.put(entries(0, 1)));
  }

  @Test
  void anInterruptedWriterGoesOn() {
    try (EmbeddingCache cache = open()) {
      Thread.currentThread().interrupt();
      cache.put(entries(0, 600));
      assertTrue(Thread.interrupted());
      cache.put(entries(600, 1_200));
      assertEquals(1_200, cache.find(entries(0, 1_200).keySet()).size());
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : names(from)) {
      if (!name.equals("write.lock")) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
    }
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    for (String name : names(folder)) {
      bytes += Files.size(folder.resolve(name));
    }
    return bytes;
  }

  private static void assertClean(Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        CheckIndex check = new CheckIndex(directory)) {
      check.setInfoStream(null);
      assertTrue(check.checkIndex().clean);
    }
  }
}
