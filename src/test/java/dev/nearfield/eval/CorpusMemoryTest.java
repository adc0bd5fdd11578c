package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.SourceDocument;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus of more text than the tests have memory. */
@Tag("long")
final class CorpusMemoryTest {
  private static final int DOCUMENTS = 300_000;
  private static final String TEXT = "Nineteen characters".repeat(800);

  @Test
  void corpusLargerThanTheHeapIsStreamed(@TempDir Path folder) throws IOException {
    BeirFolder.in(folder).without("corpus.jsonl");
    try (var writer =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(
                    Files.newOutputStream(folder.resolve("corpus.jsonl.gz")), 1 << 16),
                StandardCharsets.UTF_8))) {
      for (int i = 0; i < DOCUMENTS; i++) {
        writer.write("{\"_id\": \"d" + i + "\", \"text\": \"" + TEXT + "\"}\n");
      }
    }
    long characters;
    try (Stream<SourceDocument> documents = BeirDataset.open(folder).documents()) {
      characters = documents.mapToLong(document -> document.text().length()).sum();
    }
    assertEquals((long) DOCUMENTS * TEXT.length(), characters);
    assertTrue(characters > Runtime.getRuntime().maxMemory(), "the heap is too large to tell");
  }
}
