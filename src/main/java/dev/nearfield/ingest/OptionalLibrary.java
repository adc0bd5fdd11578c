package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;

/** A library that an application adds to its build for what it needs of reading. */
enum OptionalLibrary {
  MARKDOWN("Reading Markdown", "org.commonmark.parser.Parser", "org.commonmark:commonmark"),
  HTML("Reading HTML", "org.jsoup.Jsoup", "org.jsoup:jsoup"),
  PDF("Reading PDF", "org.apache.pdfbox.Loader", "org.apache.pdfbox:pdfbox"),
  CSV("Reading CSV", "de.siegmar.fastcsv.reader.CsvReader", "de.siegmar:fastcsv"),
  WATCH("Watching a folder", "io.methvin.watcher.DirectoryWatcher", "io.methvin:directory-watcher");

  private final String use;
  private final String entryClass;
  private final String artifact;

  OptionalLibrary(String use, String entryClass, String artifact) {
    this.use = use;
    this.entryClass = entryClass;
    this.artifact = artifact;
  }

  /** Its Maven coordinates without a version. */
  String artifact() {
    return artifact;
  }

  /** Throws when the library is not on the class path. */
  void require() {
    try {
      Class.forName(entryClass, false, OptionalLibrary.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new InvalidInputException(
          "%s needs the artifact %s on the class path; add it to the build."
              .formatted(use, artifact),
          e);
    }
  }
}
