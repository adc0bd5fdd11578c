package dev.nearfield.ingest;

import static dev.nearfield.ingest.OptionalLibrary.CSV;
import static dev.nearfield.ingest.OptionalLibrary.HTML;
import static dev.nearfield.ingest.OptionalLibrary.MARKDOWN;
import static dev.nearfield.ingest.OptionalLibrary.PDF;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The front door of reading: picks the reader by a file's extension. Immutable and safe for
 * concurrent use.
 *
 * <p>Built in are plain text ({@code txt}, {@code text}), Markdown ({@code md}, {@code markdown}),
 * HTML ({@code html}, {@code htm}, {@code xhtml}), PDF ({@code pdf}), Word ({@code docx}), JSON
 * lines ({@code jsonl}, {@code ndjson}), CSV ({@code csv}) and tab-separated values ({@code tsv}).
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="read"}
 */
public final class Readers {
  private final Map<String, DocumentReader> byExtension;
  private final ReadOptions options;

  private Readers(Map<String, DocumentReader> byExtension, ReadOptions options) {
    this.byExtension = byExtension;
    this.options = options;
  }

  /** The built-in readers with {@link ReadOptions#defaults}. */
  public static Readers standard() {
    return standard(ReadOptions.defaults());
  }

  /** The built-in readers. */
  public static Readers standard(ReadOptions options) {
    char comma = options.csvSeparator();
    return new Readers(Map.of(), options)
        .with(new TextReader(options), "txt", "text")
        .with("markdown", MARKDOWN, () -> new MarkdownReader(options), "md", "markdown")
        .with("html", HTML, () -> new HtmlReader(options), "html", "htm", "xhtml")
        .with("pdf", PDF, () -> new PdfReader(options), "pdf")
        .with(new DocxReader(options), "docx")
        .with(new JsonLinesReader(options), "jsonl", "ndjson")
        .with("csv", CSV, () -> new CsvFileReader("csv", comma, options), "csv")
        .with("tsv", CSV, () -> new CsvFileReader("tsv", '\t', options), "tsv");
  }

  private Readers with(
      String type, OptionalLibrary library, Supplier<DocumentReader> reader, String... extensions) {
    return with(new OptionalReader(type, library, reader), extensions);
  }

  /** These readers and another one, which takes the given extensions over. */
  public Readers with(DocumentReader reader, String... extensions) {
    var more = new TreeMap<>(byExtension);
    for (String extension : extensions) {
      if (extension.isBlank() || extension.contains(".") || extension.contains("/")) {
        throw new IllegalArgumentException(
            "An extension is what follows the last dot of a file name, got '" + extension + "'.");
      }
      more.put(extension.toLowerCase(Locale.ROOT), reader);
    }
    return new Readers(more, options);
  }

  /**
   * These readers, with files of other extensions read as one that is known: {@code reading("txt",
   * "rst", "log")} reads those as plain text.
   */
  public Readers reading(String knownExtension, String... others) {
    DocumentReader reader = byExtension.get(knownExtension);
    if (reader == null) {
      throw new IllegalArgumentException(
          "No reader is known for '%s'. Known are %s."
              .formatted(knownExtension, String.join(", ", extensions())));
    }
    return with(reader, others);
  }

  /** The extensions that are read, in alphabetical order. */
  public SequencedSet<String> extensions() {
    return Collections.unmodifiableSequencedSet(new TreeSet<>(byExtension.keySet()));
  }

  /** The reader of a file; empty when its extension is not known. */
  public Optional<DocumentReader> readerOf(SourceFile file) {
    return Optional.ofNullable(byExtension.get(file.extension()));
  }

  /**
   * Says how a file is read: its reader's type and the options. When it changes, what was read
   * before may come out otherwise.
   */
  public String description(SourceFile file) {
    return readerOf(file).map(DocumentReader::type).orElse("none") + " " + options;
  }

  /**
   * Reads a file. Whatever is wrong with it comes as an outcome and not as an exception. The stream
   * reads as it goes; close it.
   */
  public Stream<Outcome> read(SourceFile file) {
    Optional<DocumentReader> reader = readerOf(file);
    if (reader.isEmpty()) {
      String extension = file.extension().isEmpty() ? "no extension" : "." + file.extension();
      return Stream.of(
          new Outcome.Skipped(file.name(), "There is no reader for files with " + extension + "."));
    }
    var outcomes = new FileOutcomes(file, reader.get());
    return Rows.stream(outcomes).onClose(outcomes::close);
  }

  /** Reads all files of a folder, one after the other. The stream reads as it goes; close it. */
  public Stream<Outcome> read(Folder folder) {
    Stream<Found> files = folder.files();
    var outcomes = new FolderOutcomes(files.iterator(), this);
    return Rows.stream(outcomes).onClose(outcomes::close).onClose(files::close);
  }
}
