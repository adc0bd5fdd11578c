package dev.nearfield.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the operating system keeps of files in memory. */
final class PageCache {
  private PageCache() {}

  /**
   * Lets go of the files of a folder, which no process may have mapped: the next reader reads the
   * disk. Takes {@code dd} of the GNU core utilities and no privilege.
   */
  static void evict(Path folder) {
    try {
      for (Path file : Folders.files(folder)) {
        evictFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void evictFile(Path file) throws IOException {
    Process dd =
        new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
            .redirectErrorStream(true)
            .start();
    String said = new String(dd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (dd.onExit().join().exitValue() != 0) {
      throw new IOException(file + " cannot be put out of the page cache: " + said);
    }
  }
}
