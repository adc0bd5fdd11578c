package dev.nearfield.store;

import dev.nearfield.transfer.AllTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the collection that is kept of each index format, as a zip file in the test resources: run
 * its {@code main} while the format is being made, and never again once a version has been released
 * with it.
 */
final class KeptCollection {
  static final Path FOLDER =
      Path.of(
          System.getProperty("project.dir", "."),
          "src/test/resources/dev/nearfield/collections");

  private KeptCollection() {}

  static Path zip(int format) {
    return FOLDER.resolve("format-" + format + ".zip");
  }

  public static void main(String[] args) throws IOException {
    Path work = Files.createTempDirectory("kept");
    Path collection = work.resolve("collection");
    AllTypes.make(collection, work.resolve("files"));
    Files.createDirectories(FOLDER);
    pack(collection, zip(Manifest.FORMAT_VERSION));
    System.out.println("wrote " + zip(Manifest.FORMAT_VERSION));
  }

  private static void pack(Path folder, Path zip) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> !file.endsWith("write.lock")).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(file.getFileName().toString());
        entry.setLastModifiedTime(FileTime.from(AllTypes.NOW));
        packed.putNextEntry(entry);
        Files.copy(file, packed);
      }
    }
  }

  static void unpack(Path zip, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (FileSystem packed = FileSystems.newFileSystem(zip);
        Stream<Path> files = Files.list(packed.getPath("/"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }
}
