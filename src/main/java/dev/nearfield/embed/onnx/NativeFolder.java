package dev.nearfield.embed.onnx;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A folder with the unpacked native files of one library: in the user's cache, or, where the cache
 * cannot serve, a private one that is gone after loading. The cache cannot serve when it cannot be
 * written, when its file system forbids to run code, and when another class loader of this process
 * has loaded the same files, which Java allows to one of them only.
 */
final class NativeFolder implements AutoCloseable {
  private static final Logger LOG = System.getLogger(NativeFolder.class.getName());

  private final Path path;
  private final List<Path> toDelete;

  private NativeFolder(Path path, List<Path> toDelete) {
    this.path = path;
    this.toDelete = toDelete;
  }

  /** Unpacks the files of a library if need be, and loads them where that can be done from here. */
  static NativeFolder load(NativeLibrary library) {
    Optional<Path> cache = CacheLocation.current();
    if (cache.isPresent()) {
      try {
        Path folder = unpack(library, new FileCache(cache.get()));
        load(library, folder);
        return new NativeFolder(folder, List.of());
      } catch (IOException | UnsatisfiedLinkError e) {
        LOG.log(
            Level.INFO,
            "{0} is loaded from a private copy, because the cache {1} cannot serve: {2}. The system"
                + " property {3} or the environment variable {4} names another.",
            library.name(),
            cache.get(),
            e,
            CacheLocation.PROPERTY,
            CacheLocation.VARIABLE);
      }
    }
    return loadPrivately(library);
  }

  private static NativeFolder loadPrivately(NativeLibrary library) {
    try {
      Path root = Files.createTempDirectory("nearfield-");
      Path folder = unpack(library, new FileCache(root));
      Stream<Path> files = library.files().stream().map(folder::resolve);
      NativeFolder copy =
          new NativeFolder(folder, Stream.concat(files, Stream.of(folder, root)).toList());
      try {
        load(library, folder);
        return copy;
      } catch (UnsatisfiedLinkError e) {
        copy.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack(NativeLibrary library, FileCache cache) throws IOException {
    List<PackedFile> packed = new ArrayList<>();
    var key = new CRC32();
    for (String file : library.files()) {
      PackedFile next = library.packed(file);
      packed.add(next);
      key.update((next.size() + " " + next.checksum() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Path folder = Path.of(library.title() + "-" + Long.toHexString(key.getValue()));
    for (int i = 0; i < packed.size(); i++) {
      cache.file(folder.resolve(library.files().get(i)), packed.get(i).size(), packed.get(i));
    }
    return cache.root().resolve(folder);
  }

  /**
   * Loads the files into the class loader of the library's classes, if that is this class's. The
   * library then finds them loaded; it would not survive a failure of its own.
   */
  private static void load(NativeLibrary library, Path folder) {
    if (library.isOfThisLoader()) {
      library.loaded().forEach(file -> System.load(folder.resolve(file).toString()));
    }
  }

  Path path() {
    return path;
  }

  /** Deletes a private copy; what cannot be deleted while it is loaded, at the process's exit. */
  @Override
  public void close() {
    List<File> left = new ArrayList<>();
    for (Path file : toDelete) {
      if (!file.toFile().delete()) {
        left.addFirst(file.toFile());
      }
    }
    left.forEach(File::deleteOnExit);
  }
}
