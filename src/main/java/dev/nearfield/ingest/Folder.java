package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder to read, and which of its files. Immutable.
 *
 * <p>A pattern without a slash stands for a file or folder name anywhere below ({@code *.md},
 * {@code drafts}); one with a slash for a path from the top ({@code docs/**}). {@code *} stays
 * within a name, {@code **} does not, {@code ?}, {@code [abc]} and {@code {md,txt}} are known too.
 *
 * <p>Hidden files and folders are passed over unless asked for. A symbolic link is followed only to
 * what lies in the folder and is not read under its own name anyway.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="read"}
 */
public final class Folder {
  private final Path root;
  private final List<String> includes;
  private final List<String> excludes;
  private final boolean hidden;

  private Folder(Path root, List<String> includes, List<String> excludes, boolean hidden) {
    this.root = root;
    this.includes = includes;
    this.excludes = excludes;
    this.hidden = hidden;
  }

  /** All files below a path, or the one file that it is. */
  public static Folder of(Path root) {
    return new Folder(root, List.of(), List.of(), false);
  }

  /**
   * Only files that one of these patterns, or one given before, stands for.
   *
   * @throws IllegalArgumentException for a pattern that is none
   */
  public Folder include(String... patterns) {
    return new Folder(root, joined(includes, patterns), excludes, hidden);
  }

  /**
   * No file or folder that one of these patterns stands for; what is excluded stays so even where
   * an include pattern matches.
   *
   * @throws IllegalArgumentException for a pattern that is none
   */
  public Folder exclude(String... patterns) {
    return new Folder(root, includes, joined(excludes, patterns), hidden);
  }

  /** Hidden files and folders too. */
  public Folder includeHidden() {
    return new Folder(root, includes, excludes, true);
  }

  private List<String> joined(List<String> before, String[] more) {
    var all = new ArrayList<>(before);
    all.addAll(Arrays.asList(more));
    var unused = new PathPatterns(root.getFileSystem(), all);
    return List.copyOf(all);
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /**
   * Its files, depth first and each folder by name, so that the same tree always gives the same
   * order. With them come the hidden ones, links, devices and the like that were skipped, and what
   * could not be looked at; files that the patterns leave out do not come. The stream walks as it
   * goes, and keeps in memory the names of the folders that it is in.
   *
   * @throws InvalidInputException when the root does not exist or cannot be looked at
   */
  public Stream<Found> files() {
    Path real;
    try {
      real = root.toRealPath();
    } catch (IOException e) {
      throw new InvalidInputException(
          "There is no readable file or folder " + root + ". Check the path and its rights.", e);
    }
    if (!Files.isDirectory(real)) {
      return Stream.of(single());
    }
    var rule =
        new FolderRule(
            new PathPatterns(real.getFileSystem(), includes),
            new PathPatterns(real.getFileSystem(), excludes),
            hidden);
    return Rows.stream(new FolderWalk(real, rule));
  }

  private Found single() {
    try {
      return SourceFile.of(root);
    } catch (IOException e) {
      throw new InvalidInputException("The file " + root + " cannot be looked at.", e);
    }
  }
}
