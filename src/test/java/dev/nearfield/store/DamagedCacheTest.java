package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged cache is named with the next step, and never gives an embedding that was not put. */
final class DamagedCacheTest {
  private static final int ENTRIES = 100;
  private static final int FLIPS = 400;

  private final HashingEmbedder hashing = new HashingEmbedder(8);
  private final Map<String, Embedding> entries = new HashMap<>();

  @TempDir private Path parent;

  @BeforeEach
  void fill() {
    for (int i = 0; i < ENTRIES; i++) {
      entries.put("text " + i, hashing.embedQuery("text " + i));
    }
    try (EmbeddingCache cache = open(whole())) {
      cache.put(entries);
    }
  }

  private Path whole() {
    return parent.resolve("whole");
  }

  private EmbeddingCache open(Path folder) {
    return EmbeddingCache.open(folder, hashing.identity(), EmbeddingCache.DEFAULT_BYTES);
  }

  @Test
  void aFileThatIsCutShortIsNamed() throws IOException {
    for (String name : EmbeddingCacheTest.names(whole())) {
      if (!name.equals("write.lock")) {
        Path copy = parent.resolve("cut-" + name);
        EmbeddingCacheTest.copy(whole(), copy);
        byte[] bytes = Files.readAllBytes(copy.resolve(name));
        Files.write(copy.resolve(name), Arrays.copyOf(bytes, bytes.length - 20));
        assertNamed(copy, assertThrows(StorageException.class, () -> use(copy), name));
      }
    }
  }

  @Test
  void aFileThatIsGoneIsNamed() throws IOException {
    for (String name : EmbeddingCacheTest.names(whole())) {
      if (!name.equals("write.lock") && !name.startsWith("segments")) {
        Path copy = parent.resolve("without-" + name);
        EmbeddingCacheTest.copy(whole(), copy);
        Files.delete(copy.resolve(name));
        assertNamed(copy, assertThrows(StorageException.class, () -> use(copy), name));
      }
    }
  }

  @Test
  void aFlippedBitNeverGivesAnotherEmbedding() throws IOException {
    Random random = new Random(3);
    int noticed = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      Path copy = parent.resolve("flip-" + flip);
      EmbeddingCacheTest.copy(whole(), copy);
      Path file =
          copy.resolve(
              EmbeddingCacheTest.names(copy).stream()
                  .filter(name -> name.endsWith(".cfs"))
                  .findFirst()
                  .orElseThrow());
      byte[] bytes = Files.readAllBytes(file);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      try {
        use(copy);
      } catch (StorageException e) {
        assertNamed(copy, e);
        noticed++;
      }
    }
    assertTrue(noticed > FLIPS / 4, "only " + noticed + " were noticed");
  }

  /** Finds all, and checks what it finds. */
  private void use(Path folder) {
    try (EmbeddingCache cache = open(folder)) {
      cache.find(entries.keySet()).forEach((text, found) -> assertEquals(entries.get(text), found));
    }
  }

  private static void assertNamed(Path folder, StorageException error) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.startsWith("The embedding cache " + folder + " is damaged: "), message);
    assertTrue(
        message.endsWith(" Delete the folder; it is filled again as texts are embedded."), message);
  }
}
