package dev.nearfield.eval;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.nearfield.model.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180), unpacked when its name ends in {@code .gz}; every error
 * names the file and the line. The first line tells whether commas, semicolons or tabs separate.
 */
final class CsvRows implements AutoCloseable {
  private static final String ARTIFACT = "de.siegmar:fastcsv";
  private static final int LONGEST_HEADER = 1 << 16;

  private final RowErrors errors;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private long line;

  private CsvRows(Path file, CsvReader<CsvRecord> reader) {
    this.errors = new RowErrors(file);
    this.reader = reader;
    this.records = reader.iterator();
  }

  static CsvRows open(Path file) {
    requireLibrary();
    try {
      InputStream raw = Files.newInputStream(file);
      try {
        InputStream in = TextLines.isGzip(file) ? new GZIPInputStream(raw) : raw;
        var text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        return new CsvRows(file, reader(new BufferedReader(text, LONGEST_HEADER)));
      } catch (IOException | RuntimeException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RowErrors(file).unreadable(0, e);
    }
  }

  private static void requireLibrary() {
    try {
      Class.forName("de.siegmar.fastcsv.reader.CsvReader", false, CsvRows.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new InvalidInputException(
          "Reading CSV needs the artifact " + ARTIFACT + " on the class path; add it to the build.",
          e);
    }
  }

  private static CsvReader<CsvRecord> reader(BufferedReader text) throws IOException {
    skipMark(text);
    return CsvReader.builder()
        .fieldSeparator(separator(text))
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text);
  }

  private static void skipMark(Reader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
  }

  /** The first separator in the header. */
  private static char separator(Reader text) throws IOException {
    text.mark(LONGEST_HEADER);
    char found = ',';
    for (int i = 0; i < LONGEST_HEADER - 1; i++) {
      int c = text.read();
      if (c < 0 || c == '\n') {
        break;
      }
      if (c == ',' || c == ';' || c == '\t') {
        found = (char) c;
        break;
      }
    }
    text.reset();
    return found;
  }

  /** The next record, or null at the end of the file. */
  @Nullable List<String> next() {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord csv = records.next();
      line = csv.getStartingLineNumber();
      return csv.getFields();
    } catch (CsvParseException | UncheckedIOException e) {
      IOException io = ioCause(e);
      if (io != null) {
        throw errors.unreadable(line, io);
      }
      throw errors.after(
          line,
          "it is not valid CSV from here on. Close each quote, and double the quotes inside a"
              + " quoted field.",
          e);
    }
  }

  private static @Nullable IOException ioCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return io;
      }
    }
    return null;
  }

  /** The number of the line on which the record that was read last begins, from 1. */
  long line() {
    return line;
  }

  /** An error at the record that was read last. */
  InvalidInputException malformed(String problem) {
    return malformed(problem, null);
  }

  InvalidInputException malformed(String problem, @Nullable Throwable cause) {
    return errors.malformed(line, problem, cause);
  }

  /** An error of the whole file. */
  InvalidInputException malformedFile(String problem) {
    return errors.malformed(problem);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw errors.unreadable(line, e);
    }
  }
}
