package dev.nearfield.ingest;

import java.nio.file.Path;

/** Which files of a folder are wanted. Paths are relative to it. */
record FolderRule(PathPatterns includes, PathPatterns excludes, boolean hidden) {

  boolean isHidden(Path relative) {
    return !hidden && relative.getFileName().toString().startsWith(".");
  }

  boolean isExcluded(Path relative) {
    return excludes.matches(relative);
  }

  boolean isIncluded(Path relative) {
    return includes.isEmpty() || includes.matches(relative);
  }

  /** Whether a walk comes to this path without any link. */
  boolean reaches(Path relative) {
    for (int i = 1; i <= relative.getNameCount(); i++) {
      Path part = relative.subpath(0, i);
      if (isHidden(part) || isExcluded(part)) {
        return false;
      }
    }
    return true;
  }
}
