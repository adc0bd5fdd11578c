package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file to read.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="options"}
 *
 * @param path where it is
 * @param name its path below the walked folder, with forward slashes: the id and source of its
 *     document
 * @param size its length in bytes
 * @param modified when it last changed
 */
public record SourceFile(Path path, String name, long size, Instant modified) implements Found {

  /** Metadata keys that a reader sets itself. */
  private static final Set<String> FACTS = Set.of("path", "modified", "type");

  /**
   * A file that is not part of a folder; its name is its file name.
   *
   * @throws IOException when it does not exist or may not be looked at
   * @throws InvalidInputException when it is no regular file
   */
  public static SourceFile of(Path path) throws IOException {
    Path name = path.toAbsolutePath().getFileName();
    return of(path, name == null ? path.toString() : name.toString());
  }

  static SourceFile of(Path path, String name) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new InvalidInputException(path + " is no regular file. Name a file, or walk a Folder.");
    }
    return of(path, name, attributes);
  }

  static SourceFile of(Path path, String name, BasicFileAttributes attributes) {
    return new SourceFile(path, name, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  /** This file with something put before its name, to tell it from files of other folders. */
  public SourceFile under(String prefix) {
    return new SourceFile(path, prefix + name, size, modified);
  }

  /** This file as it is on disk now. */
  SourceFile now() throws IOException {
    return of(path, name);
  }

  /** What follows the last dot of the file name, in lower case; empty where there is none. */
  public String extension() {
    String fileName = name.substring(name.lastIndexOf('/') + 1);
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** The one document of this file, named after it. */
  public SourceDocument document(String type, @Nullable String title, String text, Metadata own) {
    return document(name, type, title, text, own);
  }

  /**
   * A document of this file, with {@code path}, {@code modified} and {@code type} in its metadata.
   *
   * @param id its id
   * @param type the reader's type
   * @param title its title, or null
   * @param text its text
   * @param own what the document says of itself; a key that the reader sets too is kept as {@code
   *     own.<key>}
   */
  public SourceDocument document(
      String id, String type, @Nullable String title, String text, Metadata own) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("path", name);
    metadata.put("modified", modified);
    metadata.put("type", type);
    own.asMap()
        .forEach((key, value) -> metadata.put(FACTS.contains(key) ? "own." + key : key, value));
    return SourceDocument.of(id, text, Metadata.of(metadata))
        .withTitle(title)
        .withSource(name)
        .withTimes(null, modified);
  }
}
