package dev.nearfield.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How files are read.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="options"}
 *
 * @param maxFileBytes the largest plain text, Markdown or HTML file that is read, in bytes
 * @param maxTextChars the longest text taken from one PDF, DOCX, line or table cell, in UTF-16 code
 *     units
 * @param charset what text files without a byte order mark are written in
 * @param fields which fields of JSON lines and CSV hold id, title and text
 * @param csvSeparator what separates the fields of {@code .csv}; {@code .tsv} always has a tab
 */
public record ReadOptions(
    long maxFileBytes, int maxTextChars, Charset charset, FieldMapping fields, char csvSeparator) {

  private static final int SIXTY_FOUR_MEBI = 64 << 20;

  public ReadOptions {
    if (maxFileBytes < 1 || maxTextChars < 1) {
      throw new IllegalArgumentException(
          "The limits of reading must be >= 1, got %d bytes and %d characters."
              .formatted(maxFileBytes, maxTextChars));
    }
    if (csvSeparator == '"' || csvSeparator == '\n' || csvSeparator == '\r') {
      throw new IllegalArgumentException(
          "The CSV separator must not be a quote or a line break, got U+%04X."
              .formatted((int) csvSeparator));
    }
  }

  /**
   * 64 MiB of file, 64 Mi characters of text, UTF-8, the fields of {@link FieldMapping#standard},
   * and commas.
   */
  public static ReadOptions defaults() {
    return new ReadOptions(
        SIXTY_FOUR_MEBI, SIXTY_FOUR_MEBI, StandardCharsets.UTF_8, FieldMapping.standard(), ',');
  }

  /** These options with another limit of file size. */
  public ReadOptions withMaxFileBytes(long maxFileBytes) {
    return new ReadOptions(maxFileBytes, maxTextChars, charset, fields, csvSeparator);
  }

  /** These options with another limit of text length. */
  public ReadOptions withMaxTextChars(int maxTextChars) {
    return new ReadOptions(maxFileBytes, maxTextChars, charset, fields, csvSeparator);
  }

  /** These options with another charset. */
  public ReadOptions withCharset(Charset charset) {
    return new ReadOptions(maxFileBytes, maxTextChars, charset, fields, csvSeparator);
  }

  /** These options with another field mapping. */
  public ReadOptions withFields(FieldMapping fields) {
    return new ReadOptions(maxFileBytes, maxTextChars, charset, fields, csvSeparator);
  }

  /** These options with another CSV separator. */
  public ReadOptions withCsvSeparator(char csvSeparator) {
    return new ReadOptions(maxFileBytes, maxTextChars, charset, fields, csvSeparator);
  }
}
