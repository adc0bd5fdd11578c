package dev.nearfield.ingest;

import dev.nearfield.ingest.Outcome.Failed;
import dev.nearfield.ingest.Outcome.Skipped;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A walk through a folder, depth first, the entries of each folder by name. */
final class FolderWalk implements Iterator<Found> {
  private static final String UNDECODABLE = "\uFFFD";

  private final Path root;
  private final FolderRule rule;
  private final Deque<Iterator<Path>> open = new ArrayDeque<>();
  private final Set<Path> linked = new HashSet<>();
  private @Nullable Found next;

  /** A walk from a real path that is a folder. */
  FolderWalk(Path root, FolderRule rule) {
    this.root = root;
    this.rule = rule;
    next = enter(root, "");
  }

  @Override
  public boolean hasNext() {
    while (next == null && !open.isEmpty()) {
      Iterator<Path> entries = open.peek();
      if (entries.hasNext()) {
        next = look(entries.next());
      } else {
        open.pop();
      }
    }
    return next != null;
  }

  @Override
  public Found next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Found found = next;
    next = null;
    return found;
  }

  /** What to say about an entry, or null when there is nothing to say. */
  private @Nullable Found look(Path path) {
    Path relative = root.relativize(path);
    String name = name(relative);
    if (rule.isExcluded(relative)) {
      return null;
    }
    if (rule.isHidden(relative)) {
      return new Skipped(name, "It is hidden.");
    }
    if (name.contains(UNDECODABLE)) {
      return new Failed(
          name,
          "Its name is not valid in the charset of file names (%s). Rename it, or start Java in a UTF-8 locale."
              .formatted(System.getProperty("sun.jnu.encoding")),
          false);
    }
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isSymbolicLink() ? lookThrough(path, name) : look(path, name, attributes);
    } catch (IOException e) {
      return failed(name, e);
    }
  }

  private @Nullable Found look(Path path, String name, BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return enter(path, name);
    }
    if (!rule.isIncluded(root.relativize(path))) {
      return null;
    }
    return attributes.isRegularFile()
        ? SourceFile.of(path, name, attributes)
        : new Skipped(name, "It is a device, socket or pipe, and not a file.");
  }

  private @Nullable Found lookThrough(Path link, String name) throws IOException {
    Path target;
    try {
      target = link.toRealPath();
    } catch (IOException e) {
      return new Skipped(name, "It is a symbolic link to nothing, or to itself.");
    }
    if (!target.startsWith(root)) {
      return new Skipped(name, "It is a symbolic link that leads out of the folder.");
    }
    var attributes = Files.readAttributes(target, BasicFileAttributes.class);
    Path real = root.relativize(target);
    boolean wanted = attributes.isDirectory() || rule.isIncluded(real);
    if (target.equals(root) || (rule.reaches(real) && wanted) || !linked.add(target)) {
      return new Skipped(
          name, "It is a symbolic link to '%s', which is read already.".formatted(name(real)));
    }
    return look(link, name, attributes);
  }

  private @Nullable Found enter(Path folder, String name) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      return failed(name, e);
    } catch (DirectoryIteratorException e) {
      return failed(name, e.getCause());
    }
    entries.sort(Comparator.comparing(Path::toString));
    open.push(entries.iterator());
    return null;
  }

  private static Failed failed(String name, @Nullable IOException e) {
    String shown = name.isEmpty() ? "." : name;
    return switch (e) {
      case AccessDeniedException denied ->
          new Failed(
              shown, "It may not be read. Give the user that runs this the right to.", false);
      case NoSuchFileException gone ->
          new Failed(shown, "It is not there any more. Walk the folder again.", true);
      case null, default -> new Failed(shown, "It cannot be looked at (" + e + ").", false);
    };
  }

  private static String name(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }
}
