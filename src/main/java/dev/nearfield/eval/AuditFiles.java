package dev.nearfield.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two attachments of an audited collection as JSON lines: golden questions, and the history.
 */
final class AuditFiles {
  static final String QUESTIONS = "audit/questions";
  static final String HISTORY = "audit/history";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditFiles() {}

  /** Makes a value of a line. */
  private interface Reader {
    void read(JsonNode line);
  }

  /** A line for each question that is judged: id, text, and the grades of its documents. */
  static byte[] questions(Evaluation golden) {
    StringBuilder lines = new StringBuilder();
    for (Query query : golden.queries()) {
      ObjectNode line = JSON.createObjectNode().put("id", query.id()).put("text", query.text());
      ObjectNode grades = line.putObject("grades");
      golden.qrels().grades(query.id()).forEach(grades::put);
      append(lines, line);
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Evaluation questions(byte[] content, List<Measure> measures) {
    List<Query> queries = new ArrayList<>();
    Qrels.Builder qrels = Qrels.builder();
    read(
        QUESTIONS,
        content,
        line -> {
          String id = line.required("id").textValue();
          queries.add(new Query(id, line.required("text").textValue()));
          line.required("grades")
              .properties()
              .forEach(grade -> qrels.add(id, grade.getKey(), grade.getValue().intValue()));
        });
    return new Evaluation(queries, qrels.build(), measures, true);
  }

  /** Names questions by their content. */
  static String name(byte[] questions) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(questions);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }

  static byte[] history(List<AuditRow> rows) {
    StringBuilder lines = new StringBuilder();
    for (AuditRow row : rows) {
      ObjectNode line = JSON.createObjectNode();
      line.put("time", row.time().toString());
      line.put("questions", row.questions());
      line.put("documents", row.documents());
      line.put("chunks", row.chunks());
      line.put("model", row.model());
      line.put("settings", row.settings());
      line.put("accepted", row.accepted());
      ObjectNode values = line.putObject("measures");
      row.values().forEach((measure, value) -> values.put(measure.toString(), value));
      append(lines, line);
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  static List<AuditRow> history(byte[] content) {
    List<AuditRow> rows = new ArrayList<>();
    read(
        HISTORY,
        content,
        line -> {
          Map<Measure, Double> values = new LinkedHashMap<>();
          line.required("measures")
              .properties()
              .forEach(
                  value ->
                      values.put(Measure.parse(value.getKey()), value.getValue().doubleValue()));
          rows.add(
              new AuditRow(
                  Instant.parse(line.required("time").asText()),
                  line.required("questions").asText(),
                  line.required("documents").intValue(),
                  line.required("chunks").intValue(),
                  line.required("model").asText(),
                  line.required("settings").asText(),
                  line.required("accepted").booleanValue(),
                  values));
        });
    return rows;
  }

  private static void append(StringBuilder lines, ObjectNode line) {
    try {
      lines.append(JSON.writeValueAsString(line)).append('\n');
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A line cannot be written as JSON: " + line, e);
    }
  }

  private static void read(String name, byte[] content, Reader reader) {
    int number = 0;
    for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
      number++;
      try {
        if (!line.isBlank()) {
          reader.read(JSON.readTree(line));
        }
      } catch (JsonProcessingException
          | InvalidInputException
          | IllegalArgumentException
          | DateTimeException e) {
        throw new InvalidInputException(
            "Line "
                + number
                + " of the collection's attachment '"
                + name
                + "' is damaged: "
                + e.getMessage()
                + " Attach the golden questions again, which begins a new history.",
            e);
      }
    }
  }
}
