package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowReadersTest {
  @TempDir Path folder;

  private Reading mapped(FieldMapping fields) {
    return Reading.in(folder).with(ReadOptions.defaults().withFields(fields));
  }

  private static Metadata own(SourceDocument document) {
    return document.metadata().without("path").without("modified").without("type");
  }

  /** The outcomes as ids, and as reasons in brackets. */
  private List<String> outcomes(String name, String text) throws IOException {
    var reading = Reading.in(folder);
    return reading.outcomes(reading.write(name, text)).stream()
        .map(
            outcome ->
                outcome instanceof Outcome.Read read
                    ? read.document().document().id()
                    : "[" + assertInstanceOf(Outcome.Failed.class, outcome).reason() + "]")
        .toList();
  }

  @Test
  void theCorpusFormOfBeirIsReadWithoutAMapping() throws IOException {
    List<SourceDocument> rows =
        Reading.in(folder)
            .rows(
                "corpus.jsonl",
                """
                {"_id": "MED-1", "title": "Statins", "text": "They lower.", "metadata": {"url": "http://x", "year": 2011}}
                {"_id": "MED-2", "title": "", "text": "", "metadata": {}}

                {"_id": 3, "text": "Numbers are ids too."}
                """);
    assertEquals(List.of("MED-1", "MED-2", "3"), rows.stream().map(SourceDocument::id).toList());
    assertEquals("Statins", rows.get(0).title());
    assertEquals("They lower.", rows.get(0).text());
    assertEquals(Metadata.of("url", "http://x", "year", 2011), own(rows.get(0)));
    assertEquals("corpus.jsonl", rows.get(0).source());
    assertEquals("jsonl", rows.get(0).metadata().string("type").orElseThrow());
    assertNull(rows.get(1).title());
    assertEquals("", rows.get(1).text());
  }

  @Test
  void otherFieldsAreMappedAndTheRestIsMetadata() throws IOException {
    var fields =
        FieldMapping.standard().withId("key").withTitle("headline").withText("lead", "body");
    List<SourceDocument> rows =
        mapped(fields)
            .rows(
                "news.ndjson",
                """
                {"key":"a","headline":"H","lead":"L","body":"B","views":12,"score":1.5,"live":true,"tags":["x",1,{"y":2},null],"by":{"name":"Ada","id":null},"path":"mine","metadata":"m"}
                {"body":"only"}
                """);
    assertEquals("L\n\nB", rows.get(0).text());
    assertEquals(
        Metadata.of(
            "views",
            12,
            "score",
            1.5,
            "live",
            true,
            "tags",
            List.of("x", "1", "{\"y\":2}"),
            "by.name",
            "Ada",
            "own.path",
            "mine",
            "metadata",
            "m"),
        own(rows.get(0)));
    assertEquals("news.ndjson", rows.get(0).metadata().string("path").orElseThrow());
    assertEquals("news.ndjson#2", rows.get(1).id());
    assertEquals("only", rows.get(1).text());
  }

  @Test
  void aBadLineIsReportedWithItsNumberAndTheOthersAreRead() throws IOException {
    assertEquals(
        List.of(
            "a",
            "[Line 2: It is not valid JSON at column 8 (Unexpected end-of-input: expected"
                + " close marker for Object). Write one object a line.]",
            "[Line 4: It is no JSON object. Write one object a line.]",
            "[Line 5: It has no field 'text', but 'body', 'year'. Name the text field in the field"
                + " mapping.]",
            "[Line 6: A document's id must not be empty or blank. Give each document a name of its"
                + " own.]",
            "[Line 7: The field 'text' must be text, and is a list or an object. Map another"
                + " field.]",
            "[Line 8: The text of document 'h' has half a surrogate pair (U+D800) at position 1."
                + " Decode the text again, or replace the character.]",
            "i"),
        outcomes(
            "a.jsonl",
            """
            {"id":"a","text":"x"}
            {"id":1

            [1]
            {"body":"x","year":1}
            {"id":" ","text":"x"}
            {"id":"g","text":["x"]}
            {"id":"h","text":"x\\ud800"}
            {"id":"i","text":"x"}\
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"text\":\"x\",\"text\":\"y\"}",
        "{\"id\":\"a\",\"text\":\"x\"} {\"id\":\"b\"}",
        "{\"id\":\"a\",\"text\":\"x\",\"n\":NaN}",
        "{\"id\":\"a\",\"text\":\"x\",\"\":1}",
        "{\"id\":\"a\",\"text\":\"x\",\"a.b\":1,\"a\":{\"b\":2}}"
      })
  void aLineThatWouldLoseSomethingIsReported(String line) throws IOException {
    List<String> outcomes = outcomes("a.jsonl", line);
    assertEquals(1, outcomes.size());
    assertTrue(outcomes.getFirst().startsWith("[Line 1: "), outcomes.getFirst());
  }

  @Test
  void deepNestingAndHugeNumbersAreReadOrReported() throws IOException {
    String deep = "{\"text\":\"x\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    List<String> reported = outcomes("a.jsonl", deep);
    assertTrue(
        reported.getFirst().startsWith("[Line 1: It is not valid JSON"), reported.toString());
    List<SourceDocument> rows =
        Reading.in(folder).rows("b.jsonl", "{\"text\":\"x\",\"n\":123456789012345678901}");
    assertEquals("123456789012345678901", rows.getFirst().metadata().string("n").orElseThrow());
    String infinite = outcomes("c.jsonl", "{\"text\":\"x\",\"d\":1e400}").getFirst();
    assertTrue(infinite.startsWith("[Line 1: The field 'd' is a number beyond"), infinite);
  }

  @Test
  void aLineOverTheLimitIsReportedAndPassedOver() throws IOException {
    var reading = Reading.in(folder).with(ReadOptions.defaults().withMaxTextChars(200_000));
    Path file = folder.resolve("a.jsonl");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"");
      for (int i = 0; i < 300; i++) {
        out.write("y".repeat(1_000));
      }
      out.write("\"}\r\n{\"id\":\"c\",\"text\":\"z\"}\r\n");
    }
    List<Outcome> outcomes = reading.outcomes(file);
    assertEquals(3, outcomes.size());
    assertEquals(
        "Line 2: It has more than the 200,000 characters allowed. Raise the limit of text, or split"
            + " it.",
        assertInstanceOf(Outcome.Failed.class, outcomes.get(1)).reason());
    assertEquals(
        "c", assertInstanceOf(Outcome.Read.class, outcomes.get(2)).document().document().id());
  }

  @Test
  void aByteThatIsNoUtf8EndsTheFileWithItsPosition() throws IOException {
    byte[] bytes =
        "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"?\"}\n".getBytes("UTF-8");
    int at = new String(bytes, "UTF-8").indexOf('?');
    bytes[at] = (byte) 0xE4;
    var reading = Reading.in(folder);
    assertEquals(
        "Byte " + at + " (0xE4) is not valid UTF-8. Save the text as UTF-8, or name its charset.",
        reading.reason(reading.write("a.jsonl", bytes)));
  }

  @Test
  void aCsvIsReadByItsHeader() throws IOException {
    List<SourceDocument> rows =
        Reading.in(folder)
            .rows(
                "a.csv",
                """
                id,title,text,year,note
                1,One,"First, with ""quotes""
                and a line",2020,
                2,,,,x
                """);
    assertEquals("First, with \"quotes\"\nand a line", rows.get(0).text());
    assertEquals("One", rows.get(0).title());
    assertEquals(Metadata.of("year", "2020"), own(rows.get(0)));
    assertEquals("csv", rows.get(0).metadata().string("type").orElseThrow());
    assertEquals("", rows.get(1).text());
    assertNull(rows.get(1).title());
    assertEquals(Metadata.of("note", "x"), own(rows.get(1)));
  }

  @Test
  void numbersAreReadAsNumbersWhereTheMappingSaysSo() throws IOException {
    var reading = mapped(FieldMapping.standard().withNumbers("year", "price"));
    List<SourceDocument> rows =
        reading.rows("a.csv", "text,year,price,zip\nx, 2020 ,1.5,01234\ny,,-3,1\n");
    assertEquals(Metadata.of("year", 2020, "price", 1.5, "zip", "01234"), own(rows.get(0)));
    assertEquals(Metadata.of("price", -3, "zip", "1"), own(rows.get(1)));
    assertEquals(
        "Line 2: The field 'year' is 'MMXX', which is no number. Correct it, or do not map it as a"
            + " number.",
        reading.reason(reading.write("b.csv", "text,year\nx,MMXX\n")));
  }

  @Test
  void tabsAndOtherSeparatorsAreRead() throws IOException {
    assertEquals("a,b", Reading.in(folder).rows("a.tsv", "id\ttext\n1\ta,b\n").getFirst().text());
    var semicolon = Reading.in(folder).with(ReadOptions.defaults().withCsvSeparator(';'));
    assertEquals("a,b", semicolon.rows("a.csv", "id;text\n1;a,b\n").getFirst().text());
  }

  @Test
  void aRecordOfAnotherWidthIsReportedWithItsLine() throws IOException {
    assertEquals(
        List.of(
            "1",
            "[Line 4: It has 3 fields, and the header has 2. Quote fields that hold separators.]",
            "[Line 5: It has 1 fields, and the header has 2. Quote fields that hold separators.]",
            "4"),
        outcomes("a.csv", "id,text\n1,\"a\nb\"\n2,a,b\n3\n4,c\n"));
  }

  @Test
  void brokenQuotesEndTheFileWithTheLine() throws IOException {
    List<String> outcomes = outcomes("a.csv", "id,text\n1,a\n2,\"b\n3,c\n");
    assertEquals("1", outcomes.getFirst());
    assertTrue(
        outcomes.getLast().startsWith("[It is not valid CSV from here on: "), outcomes.toString());
    assertTrue(outcomes.getLast().contains("line 3"), outcomes.toString());
  }

  @Test
  void aHeaderThatNamesAFieldTwiceOrNotAtAllIsRefused() throws IOException {
    assertEquals(
        List.of(
            "[Line 1: the header names the field 'a' twice. Give each field a name of its own.]"),
        outcomes("a.csv", "a,text,a\n1,2,3\n"));
    assertTrue(outcomes("b.csv", "a,,text\n1,2,3\n").getFirst().startsWith("[Line 1: the header"));
  }

  @Test
  void anEmptyTableHasNoDocuments() throws IOException {
    assertEquals(List.of(), outcomes("a.csv", ""));
    assertEquals(List.of(), outcomes("b.csv", "id,text\n"));
    assertEquals(List.of(), outcomes("a.jsonl", "\n \n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {20_001, 65_535, 65_536, 70_000, 1 << 20})
  void aCellOverTheLimitEndsTheFile(int length) throws IOException {
    var reading = Reading.in(folder).with(ReadOptions.defaults().withMaxTextChars(20_000));
    String reason =
        reading.reason(reading.write("a.csv", "id,text\n1,a\n2," + "x".repeat(length) + "\n3,b\n"));
    assertTrue(reason.startsWith("It is not valid CSV from here on: "), reason);
    assertTrue(reason.contains("line 3"), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.csv"})
  void aFileLargerThanTheHeapIsReadRowByRow(String name) throws Exception {
    Path file = folder.resolve(name);
    String filler = "word ".repeat(2_000);
    int rows = 8_000;
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(name.endsWith("csv") ? "id,text\n" : "");
      for (int i = 0; i < rows; i++) {
        out.write(
            name.endsWith("csv")
                ? i + "," + filler + "\n"
                : "{\"id\":" + i + ",\"text\":\"" + filler + "\"}\n");
      }
    }
    assertTrue(Files.size(file) > 2 * (32 << 20), "a file of " + Files.size(file));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CountOutcomes.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    assertEquals("read " + rows + ", failed 0", printed.strip());
  }

  @Test
  void aMappingThatMakesNoSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FieldMapping.standard().withText());
    var twice =
        assertThrows(
            IllegalArgumentException.class,
            () -> FieldMapping.standard().withId("a").withTitle("a"));
    assertEquals("The field mapping names 'a' twice. Use each field once.", twice.getMessage());
  }
}
