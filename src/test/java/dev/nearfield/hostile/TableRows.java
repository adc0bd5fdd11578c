package dev.nearfield.hostile;

import static dev.nearfield.hostile.Row.file;
import static dev.nearfield.hostile.Treatment.read;
import static dev.nearfield.hostile.Treatment.reported;

import dev.nearfield.model.SourceDocument;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files of rows: JSON lines and CSV. */
final class TableRows {
  private TableRows() {}

  static Stream<Row> rows() {
    return Stream.of(
        lines("a line that is broken in the middle", "Line 2: It is not valid JSON", "{\"text\":\"x"),
        lines(
            "JSON nested 100,000 deep",
            "Line 2: It is not valid JSON",
            "{\"text\":\"x\",\"a\":" + "[".repeat(100_000)),
        lines("a JSON object that names a member twice", "Line 2", "{\"text\":\"x\",\"text\":\"y\"}"),
        lines(
            "a JSON number that no type holds",
            "Line 2: The field 'n' is a number beyond",
            "{\"text\":\"x\",\"n\":1e400}"),
        lines(
            "half a surrogate pair escaped in JSON",
            "Line 2: The text of document 'broken' has half a surrogate pair",
            "{\"id\":\"broken\",\"text\":\"\\ud83d\"}"),
        lines(
            "half a surrogate pair in a JSON key",
            "Line 2: The metadata key of document 'broken' has half",
            "{\"id\":\"broken\",\"text\":\"x\",\"\\ud83d\":1}"),
        lines("a JSON line that is a list", "Line 2: It is no JSON object", "[1, 2]"),
        lines("a row without a text", "Line 2: It has no field 'text'", "{\"body\":\"x\"}"),
        lines("a row with a blank id", "Line 2: A document's id", "{\"id\":\" \",\"text\":\"x\"}"),
        file(
            "a JSON line of 68 million characters",
            partly("Line 1: It has more than the 67,108,864 characters", "last"),
            ground ->
                ground.write(
                    "a.jsonl",
                    "{\"text\":\"" + "x".repeat(68 << 20) + "\"}\n" + row("last"))),
        file(
            "an id twice in one file",
            partly("1 of its rows have the id of an earlier row", "twin"),
            ground -> ground.write("a.jsonl", row("twin") + row("twin"))),
        file(
            "an id that a document of another file has",
            partly("b.jsonl: Its document 'twin' has the id of one from the file 'a.jsonl'", "twin"),
            ground -> {
              ground.write("a.jsonl", row("twin"));
              ground.write("b.jsonl", row("twin"));
            }),
        file(
            "a row whose metadata cannot be kept",
            partly("40000 bytes long", "first", "last"),
            ground ->
                ground.write(
                    "a.jsonl",
                    row("first")
                        + "{\"text\":\"x\",\"k\":\"" + "v".repeat(40_000) + "\"}\n"
                        + row("last"))),
        csv("a CSV quote that never ends", "It is not valid CSV from here on", "1,\"b\n2,c\n"),
        file(
            "a CSV of a million columns",
            reported("It is not valid CSV from here on"),
            ground -> {
              String names =
                  IntStream.range(0, 1_000_000)
                      .mapToObj(i -> "c" + i)
                      .collect(Collectors.joining(","));
              ground.write("a.csv", names + "\n" + ",".repeat(999_999) + "\n");
            }),
        csv("a CSV row of another width", "It has 3 fields, and the header has 2", "1,2,3\n"),
        file(
            "a CSV header that names a field twice",
            reported("the header names the field 'text' twice"),
            ground -> ground.write("a.csv", "text,text\nx,y\n")),
        file(
            "a CSV without rows",
            new Treatment.Read(java.util.List.of(), ""),
            ground -> ground.write("a.csv", "id,text\n")),
        file(
            "CSV cells that a spreadsheet would run",
            read("=1+1", "=cmd|' /C calc'!A0"),
            ground -> ground.write("a.csv", "id,text\n=1+1,=cmd|' /C calc'!A0\n")));
  }

  private static String row(String id) {
    return "{\"id\":\"" + id + "\",\"text\":\"" + text(id) + "\"}\n";
  }

  private static String text(String id) {
    return "text of the row " + id;
  }

  private static Treatment partly(String sentence, String... ids) {
    return new Treatment.Read(
        Arrays.stream(ids).map(id -> SourceDocument.of(id, text(id))).toList(), sentence);
  }

  /** A line between two good ones. */
  private static Row lines(String name, String sentence, String line) {
    return file(
        name,
        partly(sentence, "first", "last"),
        ground -> ground.write("a.jsonl", row("first") + line + "\n" + row("last")));
  }

  /** Rows behind a good one. */
  private static Row csv(String name, String sentence, String rows) {
    return file(
        name,
        partly(sentence, "first"),
        ground -> ground.write("a.csv", "id,text\nfirst," + text("first") + "\n" + rows));
  }
}
