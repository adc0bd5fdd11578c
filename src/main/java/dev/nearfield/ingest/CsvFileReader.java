package dev.nearfield.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** CSV (RFC 4180) and tab-separated values: a header line, then one document a record. */
record CsvFileReader(String type, char separator, ReadOptions options) implements DocumentReader {
  private static final int SMALLEST_BUFFER = 1 << 16;

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    var mapper = new RowMapper(file, type, options.fields());
    var in = Files.newInputStream(file.path());
    try {
      var handler =
          CsvRecordHandler.builder()
              .maxFieldSize(options.maxTextChars())
              .maxRecordSize(options.maxTextChars())
              .build();
      CsvReader<CsvRecord> csv =
          CsvReader.builder()
              .fieldSeparator(separator)
              .maxBufferSize(bufferSize())
              .allowUnclosedQuote(false)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .build(handler, new StrictReader(in, options.charset()));
      Iterator<CsvRecord> records = csv.iterator();
      return Rows.stream(new Records(records, mapper)).onClose(() -> Rows.close(in));
    } catch (IOException | RuntimeException e) {
      Rows.close(in);
      throw e;
    }
  }

  /** The buffer grows by doubling; at a size between, its last read would not fit. */
  private int bufferSize() {
    int needed = Math.clamp(options.maxTextChars(), SMALLEST_BUFFER, 1 << 30);
    return Integer.highestOneBit(needed - 1) << 1;
  }

  private static final class Records implements Iterator<Outcome> {
    private final Iterator<CsvRecord> records;
    private final RowMapper mapper;
    private final List<String> header;

    Records(Iterator<CsvRecord> records, RowMapper mapper) {
      this.records = records;
      this.mapper = mapper;
      this.header = hasNext() ? header(records.next()) : List.of();
    }

    private static List<String> header(CsvRecord first) {
      var seen = new HashSet<String>();
      for (String name : first.getFields()) {
        if (name.isBlank() || !seen.add(name)) {
          throw new InvalidInputException(
              "Line %d: the header names the field '%s' %s. Give each field a name of its own."
                  .formatted(first.getStartingLineNumber(), name, name.isBlank() ? "" : "twice"));
        }
      }
      return first.getFields();
    }

    @Override
    public boolean hasNext() {
      try {
        return records.hasNext();
      } catch (CsvParseException e) {
        throw notCsv(e);
      }
    }

    @Override
    public Outcome next() {
      CsvRecord record;
      try {
        record = records.next();
      } catch (CsvParseException e) {
        throw notCsv(e);
      }
      long line = record.getStartingLineNumber();
      if (record.getFieldCount() != header.size()) {
        return mapper.failed(
            line,
            "It has %d fields, and the header has %d. Quote fields that hold separators."
                .formatted(record.getFieldCount(), header.size()));
      }
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < header.size(); i++) {
        String name = header.get(i);
        String value = record.getField(i);
        // CSV cannot tell an empty value from none; only a text may be empty.
        if (!value.isEmpty() || mapper.fields().text().contains(name)) {
          row.put(name, value);
        }
      }
      return mapper.map(row, line);
    }

    private static InvalidInputException notCsv(CsvParseException e) {
      Throwable cause = e.getCause();
      if (cause instanceof InvalidInputException invalid) {
        return invalid;
      }
      String detail = e.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
      return new InvalidInputException(
          "It is not valid CSV from here on: %s. Correct the quotes, or raise the limit of text."
              .formatted(detail.replaceAll("\\s+", " ")),
          e);
    }
  }
}
