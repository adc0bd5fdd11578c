package dev.nearfield.store;

import dev.nearfield.model.InvalidInputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;

/**
 * Compares an index that was just opened with its checksums, where it is so small that this takes
 * no time to speak of. Lucene by itself compares only the files that it reads whole.
 */
final class Checksums {
  /** Another limit in megabytes: 0 compares nothing. */
  static final String PROPERTY = "nearfield.checksums.megabytes";

  private static final String USUAL = "256";
  private static final long MEGABYTE = 1 << 20;

  private Checksums() {}

  /** The reader itself, which is closed when a file is not what its checksum was taken of. */
  static DirectoryReader compared(DirectoryReader opened) throws IOException {
    try {
      if (bytes(opened) <= most()) {
        for (LeafReaderContext segment : opened.leaves()) {
          segment.reader().checkIntegrity();
        }
      }
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private static long most() {
    String megabytes = System.getProperty(PROPERTY, USUAL);
    try {
      return Math.multiplyExact(Long.parseLong(megabytes), MEGABYTE);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new InvalidInputException(
          "The system property "
              + PROPERTY
              + " is '"
              + megabytes
              + "'. Give a number of megabytes, as 256, or 0 to compare no checksums.",
          e);
    }
  }

  private static long bytes(DirectoryReader opened) throws IOException {
    long bytes = 0;
    for (LeafReaderContext segment : opened.leaves()) {
      for (String file : ((SegmentReader) segment.reader()).getSegmentInfo().files()) {
        bytes += length(opened.directory(), file);
      }
    }
    return bytes;
  }

  private static long length(Directory directory, String file) throws IOException {
    try {
      return directory.fileLength(file);
    } catch (NoSuchFileException | FileNotFoundException e) {
      return 0; // a writer has merged it away since it was opened
    }
  }
}
