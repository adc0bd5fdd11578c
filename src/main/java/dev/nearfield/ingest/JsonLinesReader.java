package dev.nearfield.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** JSON lines: one object, and one document, a line; blank lines are passed over. */
final class JsonLinesReader implements DocumentReader {
  private final ReadOptions options;
  private final JsonMapper json;

  JsonLinesReader(ReadOptions options) {
    this.options = options;
    var constraints =
        StreamReadConstraints.builder().maxStringLength(options.maxTextChars()).build();
    this.json =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
  }

  @Override
  public String type() {
    return "jsonl";
  }

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    var mapper = new RowMapper(file, type(), options.fields());
    var in = Files.newInputStream(file.path());
    try {
      var lines = new Lines(new StrictReader(in, options.charset()), options.maxTextChars());
      return Rows.stream(new Objects(lines, mapper)).onClose(() -> Rows.close(in));
    } catch (IOException | RuntimeException e) {
      Rows.close(in);
      throw e;
    }
  }

  private final class Objects implements Iterator<Outcome> {
    private final Lines lines;
    private final RowMapper mapper;
    private boolean more;

    Objects(Lines lines, RowMapper mapper) {
      this.lines = lines;
      this.mapper = mapper;
    }

    @Override
    public boolean hasNext() {
      try {
        while (!more && lines.advance()) {
          more = lines.tooLong() || !lines.text().isBlank();
        }
        return more;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Outcome next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      more = false;
      if (lines.tooLong()) {
        return mapper.failed(
            lines.number(),
            "It has more than the %,d characters allowed. Raise the limit of text, or split it."
                .formatted(options.maxTextChars()));
      }
      return parse(lines.text(), lines.number());
    }

    private Outcome parse(String line, long number) {
      try {
        JsonNode node = json.readTree(line);
        return node instanceof ObjectNode row
            ? mapper.map(row, number)
            : mapper.failed(number, "It is no JSON object. Write one object a line.");
      } catch (JsonProcessingException e) {
        String detail =
            e.getOriginalMessage().replaceAll("(?s)( \\(start marker)? at \\[Source.*|\n.*", "");
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        return mapper.failed(
            number,
            "It is not valid JSON at column %d (%s). Write one object a line."
                .formatted(column, detail));
      }
    }
  }
}
