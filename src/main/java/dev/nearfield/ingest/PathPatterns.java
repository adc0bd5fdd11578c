package dev.nearfield.ingest;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Glob patterns for paths below a folder. */
final class PathPatterns {
  private static final String ANY_FOLDERS = "**/";

  private final List<PathMatcher> names = new ArrayList<>();
  private final List<PathMatcher> paths = new ArrayList<>();

  PathPatterns(FileSystem files, List<String> patterns) {
    for (String written : patterns) {
      String pattern = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
      if (pattern.isBlank() || pattern.startsWith("/")) {
        throw new IllegalArgumentException(
            "A pattern is for a name or a path from the top of the folder, got '" + written + "'.");
      }
      try {
        if (pattern.contains("/")) {
          variants(pattern, 0).forEach(each -> paths.add(files.getPathMatcher("glob:" + each)));
        } else {
          names.add(files.getPathMatcher("glob:" + pattern));
        }
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "The pattern '%s' is not valid: %s.".formatted(written, e.getDescription()), e);
      }
    }
  }

  /** The pattern with and without each of its "any folders": they may stand for none. */
  private static List<String> variants(String pattern, int from) {
    int at = pattern.indexOf(ANY_FOLDERS, from);
    if (at < 0) {
      return List.of(pattern);
    }
    var all = new ArrayList<>(variants(pattern, at + ANY_FOLDERS.length()));
    String without = pattern.substring(0, at) + pattern.substring(at + ANY_FOLDERS.length());
    all.addAll(variants(without, at));
    return all;
  }

  boolean isEmpty() {
    return names.isEmpty() && paths.isEmpty();
  }

  boolean matches(Path relative) {
    Path name = relative.getFileName();
    return names.stream().anyMatch(matcher -> matcher.matches(name))
        || paths.stream().anyMatch(matcher -> matcher.matches(relative));
  }
}
