package dev.nearfield.embed.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCacheTest {
  private static final byte[] CONTENT = "the content of a file".getBytes();
  private static final Path NAME = Path.of("library-1.0", "file.so");

  @TempDir private Path root;

  private Path file(FileCache.Content content) throws IOException {
    return new FileCache(root).file(NAME, CONTENT.length, content);
  }

  private List<Path> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("library-1.0"))) {
      return files.toList();
    }
  }

  @Test
  void aFileIsWrittenOnce() throws IOException {
    Path file = file(out -> out.write(CONTENT));
    assertEquals(root.resolve(NAME), file);
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    file(
        out -> {
          throw new AssertionError("it is there");
        });
  }

  @Test
  void aFileOfAnotherSizeIsWrittenAnew() throws IOException {
    Path file = file(out -> out.write(CONTENT));
    Files.write(file, new byte[CONTENT.length - 1]);
    file(out -> out.write(CONTENT));
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
  }

  @Test
  void whatFailsHalfWayLeavesNothing() throws IOException {
    IOException full = new IOException("No space left on device");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                file(
                    out -> {
                      out.write(CONTENT, 0, 5);
                      throw full;
                    }));
    assertEquals(full, thrown);
    assertThrows(IOException.class, () -> file(out -> out.write(CONTENT, 0, 5)));
    assertEquals(List.of(), inFolder());
  }

  @Test
  void manyWhoWriteAtOnceAllGetTheWholeFile() throws Exception {
    int writers = 8;
    var together = new CyclicBarrier(writers);
    var written = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<byte[]>> reads = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        reads.add(
            threads.submit(
                () -> {
                  together.await();
                  Path file =
                      file(
                          out -> {
                            for (byte b : CONTENT) {
                              out.write(b);
                              Thread.yield();
                            }
                            written.incrementAndGet();
                          });
                  return Files.readAllBytes(file);
                }));
      }
      for (Future<byte[]> read : reads) {
        assertArrayEquals(CONTENT, read.get());
      }
    }
    assertTrue(written.get() >= 1);
    assertEquals(List.of(root.resolve(NAME)), inFolder());
  }

  @Test
  void whatKilledWritersLeftGoesWithTime() throws IOException {
    Path folder = Files.createDirectories(root.resolve("library-1.0"));
    Path old = Files.createFile(folder.resolve("file.so-1.part"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7_200)));
    Path fresh = Files.createFile(folder.resolve("file.so-2.part"));
    file(out -> out.write(CONTENT));
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(fresh), "another process may be writing it");
  }

  @Test
  void aFolderThatCannotBeMadeIsAnError() throws IOException {
    Files.createFile(root.resolve("library-1.0"));
    assertThrows(IOException.class, () -> file(out -> out.write(CONTENT)));
  }
}
