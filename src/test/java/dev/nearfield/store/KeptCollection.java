package dev.nearfield.store;

import dev.nearfield.model.SourceDocument;
import dev.nearfield.transfer.AllTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The collection that is kept of each index format, as a zip file in the test resources. It is
 * written while the format is being made, and never again once a version has been released with it.
 */
final class KeptCollection {
  static final Path FOLDER =
      Path.of(
          System.getProperty("project.dir", "."), "src/test/resources/dev/nearfield/collections");

  private KeptCollection() {}

  static Path zip(int format) {
    return FOLDER.resolve("format-" + format + ".zip");
  }

  /** Writes the one of the format of today, with the help of an empty folder. */
  static void write(Path work) throws IOException {
    Path made = work.resolve("made");
    Path kept = work.resolve("kept");
    AllTypes.make(made, work.resolve("files"));
    try (CollectionView view = CollectionView.open(made, AllTypes.OPTIONS.clock());
        Collection collection = Collection.open(kept, view.manifest(), AllTypes.OPTIONS.clock())) {
      write(view, collection);
    }
    Files.createDirectories(FOLDER);
    pack(kept, zip(Manifest.FORMAT_VERSION));
  }

  /** In three segments, one with deletions, and without the place where the files were. */
  private static void write(CollectionView view, Collection collection) {
    List<Block> blocks = new ArrayList<>();
    view.documents().visit(null, doc -> blocks.add(view.blocks().block(doc)));
    int third = blocks.size() / 3;
    Block first = blocks.getFirst();
    SourceDocument gone = SourceDocument.of("gone", first.document().text());
    collection.put(new Block(gone, first.chunks(), first.hash()));
    blocks.subList(0, third).forEach(collection::put);
    collection.commit();
    blocks.subList(third, 2 * third).forEach(collection::put);
    collection.delete(gone.id());
    collection.commit();
    blocks.subList(2 * third, blocks.size()).forEach(collection::put);
    view.files()
        .forEach(
            file ->
                collection.put(
                    new FileRecord(
                        file.name(),
                        "files/" + file.name(),
                        file.size(),
                        file.modified(),
                        file.hash(),
                        file.documents(),
                        file.readers(),
                        file.read())));
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
