package dev.nearfield.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.FolderReport;
import dev.nearfield.IngestOptions;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.ingest.Folder;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.Place;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.GraphParameters;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into a file comes out of it, and a file with a fault makes no collection. */
final class TransferTest {
  private static final byte[] NAMED_VALUE = {0, -1, 127, -128, 10};

  @TempDir private Path root;

  private Path collection() throws IOException {
    Path collection = root.resolve("c");
    if (Files.notExists(collection)) {
      AllTypes.make(collection, root.resolve("files"));
      try (VectorStore store = VectorStore.open(collection, AllTypes.EMBEDDER, AllTypes.OPTIONS)) {
        store.attach("bytes", NAMED_VALUE);
      }
    }
    return collection;
  }

  private Path export(String name) throws IOException {
    Path file = root.resolve(name);
    JsonLinesExport.write(collection(), file);
    return file;
  }

  @Test
  void everythingComesBack() throws IOException {
    for (String name : List.of("plain.jsonl", "packed.jsonl.gz")) {
      Path copy = root.resolve("copy of " + name);
      TransferReport report = JsonLinesImport.read(export(name), copy);
      assertEquals(new TransferReport(9, 10, 2, 1), report);
      assertEquals(AllTypes.Content.of(collection()), AllTypes.Content.of(copy));
      try (Snapshot one = Snapshot.open(collection());
          Snapshot other = Snapshot.open(copy)) {
        assertEquals(one.manifest(), other.manifest());
        assertArrayEquals(NAMED_VALUE, other.attachments().find("bytes").orElseThrow());
      }
    }
  }

  @Test
  void nothingIsEmbeddedOrReadAgain() throws IOException {
    Path copy = root.resolve("copy");
    JsonLinesImport.read(export("all.jsonl"), copy);
    int before = AllTypes.EMBEDDER.embeddedDocuments();
    try (VectorStore store = VectorStore.open(copy, AllTypes.EMBEDDER, AllTypes.OPTIONS)) {
      FolderReport report =
          store.ingest(Folder.of(root.resolve("files")), IngestOptions.defaults());
      assertEquals(2, report.unchanged(), report.toString());
      assertEquals(
          1, store.add(SourceDocument.of("copy-1", "The same words each time.")).unchanged());
    }
    assertEquals(before, AllTypes.EMBEDDER.embeddedDocuments());
  }

  @Test
  void anExportOfTheCopyIsTheSameFile() throws IOException {
    Path first = export("first.jsonl");
    JsonLinesImport.read(first, root.resolve("copy"));
    Path second = root.resolve("second.jsonl");
    JsonLinesExport.write(root.resolve("copy"), second);
    assertEquals(sorted(first), sorted(second));
  }

  private static List<String> sorted(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.sorted().toList();
    }
  }

  @Test
  void floatsComeBackToTheBit() {
    Random random = new Random(7);
    Path given = root.resolve("given");
    float[] odd = {
      -0.0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1, 0.1f, 16_777_217f, 3.4e18f, 9.999999e-5f
    };
    try (VectorStore store = VectorStore.open(given, ModelIdentity.external("given", odd.length))) {
      store.add(SourceDocument.of("odd", "odd"), Embedding.of(odd));
      for (int i = 0; i < 500; i++) {
        float[] vector = new float[odd.length];
        for (int j = 0; j < vector.length; j++) {
          float any = Float.intBitsToFloat(random.nextInt());
          vector[j] = Math.abs(any) < 1e18f ? any : 1f / (j + 3);
        }
        vector[0] = random.nextFloat();
        store.add(SourceDocument.of("d" + i, "text"), Embedding.of(vector));
      }
    }
    Path file = root.resolve("given.jsonl");
    JsonLinesExport.write(given, file);
    JsonLinesImport.read(file, root.resolve("back"));
    try (Snapshot one = Snapshot.open(given);
        Snapshot other = Snapshot.open(root.resolve("back"))) {
      for (SourceDocument document : one.list(null, 1_000)) {
        assertEquals(one.getEmbedded(document.id()), other.getEmbedded(document.id()));
      }
      assertEquals(501, other.count());
    }
  }

  @Test
  void chunksThatAreNoPieceOfTheTextKeepTheirOwn() {
    Path given = root.resolve("given");
    try (VectorStore store = VectorStore.open(given, ModelIdentity.external("given", 2))) {
      store.add(
          SourceDocument.of("d", "short"),
          List.of(
              new EmbeddedChunk(
                  new Chunk(0, 0, 5, "told otherwise"), new Place("A > B", 3), Embedding.of(1, 2)),
              new EmbeddedChunk(new Chunk(1, 1, 4, "beyond"), Embedding.of(2, 1))));
    }
    Path file = root.resolve("given.jsonl");
    JsonLinesExport.write(given, file);
    JsonLinesImport.read(file, root.resolve("back"));
    try (Snapshot one = Snapshot.open(given);
        Snapshot other = Snapshot.open(root.resolve("back"))) {
      assertEquals(one.getEmbedded("d"), other.getEmbedded("d"));
    }
  }

  @Test
  void anotherAnalyzerFindsOtherWords() {
    Path german = root.resolve("german");
    try (VectorStore store = VectorStore.open(german, AllTypes.EMBEDDER)) {
      store.add(SourceDocument.of("d", "Die Häuser stehen leer."));
    }
    Path file = root.resolve("g.jsonl");
    JsonLinesExport.write(german, file);
    JsonLinesImport.read(file, root.resolve("de"), "de");
    assertEquals(0, found(german));
    assertEquals(1, found(root.resolve("de")));
  }

  @Test
  void anExportKeepsHowVectorsAreIndexedUnlessToldOtherwise() {
    Path dense = root.resolve("dense");
    VectorIndexing indexing =
        new VectorIndexing(VectorEncoding.SMALL, new GraphParameters(24, 150));
    VectorStore.open(dense, AllTypes.EMBEDDER, StoreOptions.defaults().indexing(indexing)).close();
    Path file = root.resolve("dense.jsonl");
    JsonLinesExport.write(dense, file);
    JsonLinesImport.read(file, root.resolve("same"));
    assertEquals(indexing, indexing(root.resolve("same")));
    JsonLinesImport.read(
        file, root.resolve("tiny"), null, was -> was.encoding(VectorEncoding.TINY));
    assertEquals(indexing.encoding(VectorEncoding.TINY), indexing(root.resolve("tiny")));
  }

  private static VectorIndexing indexing(Path collection) {
    try (Snapshot snapshot = Snapshot.open(collection)) {
      return snapshot.manifest().indexing();
    }
  }

  private static int found(Path collection) {
    try (Snapshot snapshot = Snapshot.open(collection)) {
      return snapshot.search(SearchRequest.keyword("Haus").withoutDistances()).size();
    }
  }

  @Test
  void aFaultIsNamedWithItsLineAndLeavesNothing() throws IOException {
    List<String> lines = Files.readAllLines(export("good.jsonl"));
    int vector = line(lines, "\"vector\":[");
    assertRefused(lines, 0, "{\"id\":\"a\"}", "line 1: this is no export of Nearfield");
    assertRefused(lines, 0, lines.get(0).replace("export\":1", "export\":99"), "has version 99");
    assertRefused(lines, 0, lines.get(0).replace("\"en\"", "\"klingon\""), "line 1: ");
    assertRefused(lines, 3, lines.get(3).substring(0, 20), "line 4: this is not valid JSON");
    assertRefused(lines, 3, "[]", "line 4: an object in braces is expected");
    assertRefused(lines, 3, "{\"id\":\"x\",\"text\":\"\",\"bogus\":1}", "no member 'bogus'");
    assertRefused(lines, 3, "{\"id\":\"x\"}", "line 4: the member 'text' is missing");
    assertRefused(
        lines, 3, "{\"id\":\" \",\"text\":\"\",\"hash\":\"\"}", "line 4: A document's id");
    assertRefused(lines, 4, lines.get(3), "line 5: the document '");
    String line = lines.get(vector);
    String at = "line " + (vector + 1) + ": ";
    assertRefused(
        lines,
        vector,
        line.replaceFirst("vector\":\\[", "vector\":[0.5,"),
        at + "a vector has more");
    assertRefused(
        lines,
        vector,
        line.replaceFirst("vector\":\\[[^,]*,", "vector\":["),
        at + "The vector has 7");
    assertRefused(
        lines,
        vector,
        line.replaceFirst("vector\":\\[[^,]*,", "vector\":[9,"),
        at + "The vector's length");
    assertRefused(
        lines,
        vector,
        line.replaceFirst("vector\":\\[[^,]*,", "vector\":[\"x\","),
        at + "'vector' must be");
    assertRefused(
        lines,
        vector,
        line.replaceFirst("\"end\":\\d+", "\"end\":9999"),
        at + "a chunk's start or end");
    assertRefused(lines, lines.size() - 1, "", "ends without its last line");
    assertRefused(lines, lines.size() - 2, "", "the file should hold");
  }

  private static int line(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError(part);
  }

  private void assertRefused(List<String> good, int line, String bad, String message)
      throws IOException {
    List<String> lines = new java.util.ArrayList<>(good);
    lines.set(line, bad);
    Path file = root.resolve("bad.jsonl");
    Files.write(file, lines);
    assertRefused(file, message);
  }

  private void assertRefused(Path file, String message) throws IOException {
    Path target = root.resolve("refused");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> JsonLinesImport.read(file, target), message);
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertFalse(Files.exists(target));
    try (Stream<Path> files = Files.list(root)) {
      assertTrue(files.noneMatch(path -> path.toString().endsWith(".partial")));
    }
  }

  @Test
  void aCutOffFileMakesNoCollection() throws IOException {
    byte[] packed = Files.readAllBytes(export("whole.jsonl.gz"));
    Path cut = root.resolve("cut.jsonl.gz");
    Files.write(cut, Arrays.copyOf(packed, packed.length / 2));
    assertRefused(cut, "the file is cut off");
    Files.write(cut, "no gzip".getBytes(StandardCharsets.UTF_8));
    assertRefused(cut, "not valid gzip");
    byte[] plain = Files.readAllBytes(export("whole.jsonl"));
    Path half = root.resolve("half.jsonl");
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      Files.write(half, Arrays.copyOf(plain, random.nextInt(plain.length - 1)));
      assertRefused(half, "line ");
    }
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path file = export("once.jsonl");
    byte[] before = Files.readAllBytes(file);
    assertThrows(InvalidInputException.class, () -> JsonLinesExport.write(collection(), file));
    assertEquals(before.length, Files.size(file));
    assertThrows(NearfieldException.class, () -> JsonLinesImport.read(file, collection()));
    assertThrows(
        NotACollectionException.class,
        () -> JsonLinesExport.write(root.resolve("nowhere"), root.resolve("n.jsonl")));
    assertFalse(Files.exists(root.resolve("n.jsonl")));
  }
}
