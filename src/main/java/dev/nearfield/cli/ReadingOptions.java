package dev.nearfield.cli;

import dev.nearfield.ingest.FieldMapping;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.ReadOptions;
import dev.nearfield.ingest.Readers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files of a folder are read, and how. */
final class ReadingOptions {
  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      split = ",",
      description =
          "Only these files: names (*.md) or paths from the top (docs/**); may be repeated.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      split = ",",
      description = "Not these files or folders, whatever is included; may be repeated.")
  private List<String> exclude = List.of();

  @Option(names = "--hidden", description = "Hidden files and folders too.")
  private boolean hidden;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      defaultValue = "UTF-8",
      description = "The charset of text files (default: ${DEFAULT-VALUE}).")
  private Charset charset = StandardCharsets.UTF_8;

  @Option(
      names = "--id-field",
      paramLabel = "FIELD",
      description = "The id in JSON lines and CSV (default: _id or id).")
  private @Nullable String idField;

  @Option(
      names = "--title-field",
      paramLabel = "FIELD",
      description = "The title in JSON lines and CSV (default: title).")
  private @Nullable String titleField;

  @Option(
      names = "--text-field",
      paramLabel = "FIELD",
      split = ",",
      description = "What makes the text in JSON lines and CSV (default: text); may be repeated.")
  private List<String> textFields = List.of();

  @Option(
      names = "--number-field",
      paramLabel = "FIELD",
      split = ",",
      description = "Fields of CSV that are numbers, for filters; may be repeated.")
  private List<String> numberFields = List.of();

  @Option(
      names = "--csv-separator",
      paramLabel = "CHAR",
      defaultValue = ",",
      description = "What separates the fields of CSV (default: a comma).")
  private char csvSeparator = ',';

  Folder folder(Path path) {
    Folder folder =
        Folder.of(path)
            .include(include.toArray(String[]::new))
            .exclude(exclude.toArray(String[]::new));
    return hidden ? folder.includeHidden() : folder;
  }

  Readers readers() {
    return Readers.standard(
        ReadOptions.defaults()
            .withCharset(charset)
            .withCsvSeparator(csvSeparator)
            .withFields(fields()));
  }

  private FieldMapping fields() {
    FieldMapping fields = FieldMapping.standard();
    if (idField != null) {
      fields = fields.withId(idField);
    }
    if (titleField != null) {
      fields = fields.withTitle(titleField);
    }
    if (!textFields.isEmpty()) {
      fields = fields.withText(textFields.toArray(String[]::new));
    }
    return numberFields.isEmpty()
        ? fields
        : fields.withNumbers(numberFields.toArray(String[]::new));
  }
}
