package dev.nearfield.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One fault in one file of a collection.
 *
 * @param file the file's name
 * @param what what happens to it
 */
record FileDamage(String file, Change what) {
  /** What may happen to a file. */
  sealed interface Change {}

  /** The file is deleted. */
  record Removed() implements Change {}

  /** The file is cut off. */
  record CutTo(long length) implements Change {}

  /** One bit is another. */
  record Flipped(long position, int bit) implements Change {}

  /**
   * Every file removed, cut to nothing, to a half and by a byte, and bits flipped in its header,
   * its middle, its footer, and at more places that the seed gives.
   */
  static List<FileDamage> of(Path folder, int moreFlips, long seed) throws IOException {
    Random random = new Random(seed);
    List<FileDamage> all = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      long length = Files.size(file);
      List<Change> changes = new ArrayList<>(List.of(new Removed()));
      if (length > 0) {
        changes.addAll(List.of(new CutTo(0), new CutTo(length / 2), new CutTo(length - 1)));
        changes.add(new Flipped(random.nextLong(Math.min(length, 16)), random.nextInt(8)));
        changes.add(new Flipped(length / 2, random.nextInt(8)));
        changes.add(new Flipped(Math.max(0, length - 1 - random.nextInt(16)), random.nextInt(8)));
        for (int i = 0; i < moreFlips; i++) {
          changes.add(new Flipped(random.nextLong(length), random.nextInt(8)));
        }
      }
      changes.forEach(change -> all.add(new FileDamage(name, change)));
    }
    return all;
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Makes a folder that is the sound one with this fault; the other files are hard links. */
  void plant(Path sound, Path damaged) throws IOException {
    link(sound, damaged);
    Path target = damaged.resolve(file);
    switch (what) {
      case Removed() -> Files.delete(target);
      case CutTo(long length) -> {
        copyAnew(sound, target);
        try (RandomAccessFile cut = new RandomAccessFile(target.toFile(), "rw")) {
          cut.setLength(length);
        }
      }
      case Flipped(long position, int bit) -> {
        copyAnew(sound, target);
        try (RandomAccessFile flipped = new RandomAccessFile(target.toFile(), "rw")) {
          flipped.seek(position);
          int old = flipped.read();
          flipped.seek(position);
          flipped.write(old ^ (1 << bit));
        }
      }
    }
  }

  private void copyAnew(Path sound, Path target) throws IOException {
    Files.delete(target);
    Files.copy(sound.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** The same files under another folder; Lucene changes no file that is there. */
  static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from)) {
      Files.createLink(to.resolve(file.getFileName()), file);
    }
  }

  @Override
  public String toString() {
    return file + " " + what;
  }
}
