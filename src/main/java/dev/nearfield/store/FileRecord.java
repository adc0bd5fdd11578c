package dev.nearfield.store;

import java.time.Instant;

/**
 * What a collection knows of a file whose documents it holds, so that the file is not read again
 * while it stays the same.
 *
 * {@snippet class="dev.nearfield.examples.FolderExamplesTest" region="files"}
 *
 * @param name its path below the ingested folder, with the prefix that was given: the source of its
 *     documents
 * @param path where it was on disk
 * @param size its length in bytes
 * @param modified when it had last changed, as its file system said
 * @param hash the SHA-256 of its bytes, in hexadecimal digits
 * @param documents how many documents came of it
 * @param readers how it was read, as readers describe themselves
 * @param read when it was read
 */
public record FileRecord(
    String name,
    String path,
    long size,
    Instant modified,
    String hash,
    int documents,
    String readers,
    Instant read) {

  public FileRecord {
    if (name.isBlank() || size < 0 || documents < 0) {
      throw new IllegalArgumentException(
          "A file record needs a name, a size >= 0 and documents >= 0, got '%s', %d and %d."
              .formatted(name, size, documents));
    }
  }

  /** This record with another number of documents. */
  public FileRecord holding(int documents) {
    return new FileRecord(name, path, size, modified, hash, documents, readers, read);
  }
}
