package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;

/** A parser that an application adds to its build when it reads files of that type. */
enum OptionalLibrary {
  MARKDOWN("Markdown", "org.commonmark.parser.Parser", "org.commonmark:commonmark"),
  HTML("HTML", "org.jsoup.Jsoup", "org.jsoup:jsoup"),
  PDF("PDF", "org.apache.pdfbox.Loader", "org.apache.pdfbox:pdfbox"),
  CSV("CSV", "de.siegmar.fastcsv.reader.CsvReader", "de.siegmar:fastcsv");

  private final String type;
  private final String entryClass;
  private final String artifact;

  OptionalLibrary(String type, String entryClass, String artifact) {
    this.type = type;
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
          "Reading %s needs the artifact %s on the class path; add it to the build."
              .formatted(type, artifact),
          e);
    }
  }
}
