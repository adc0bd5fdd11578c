package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads a BEIR judgements file: a header line, then query id, document id and grade between tabs. A
 * column in double quotes is taken out of them, because BEIR reads and writes these files with
 * Python's {@code csv} module.
 */
final class BeirQrels {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*[+-]?\\d+\\s*");
  private static final Pattern TREC_LINE = Pattern.compile("\\S+\\s+\\S+\\s+\\S+\\s+[+-]?\\d+\\s*");

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")*+\"");

  static final String HEADER = "query-id\tcorpus-id\tscore\n";

  private BeirQrels() {}

  /**
   * A judgement as a line of such a file.
   *
   * @throws InvalidInputException for an id that would not come back as one column
   */
  static String line(String queryId, String documentId, int grade) {
    return column("query id", queryId)
        + "\t"
        + column("document id", documentId)
        + "\t"
        + grade
        + "\n";
  }

  private static String column(String what, String id) {
    if (id.codePoints().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
      throw new InvalidInputException(
          "The "
              + what
              + " '"
              + id.replaceAll("\\s", " ")
              + "' holds a tab or a line end, which separate the columns and lines of judgements."
              + " Rename it.");
    }
    return id.startsWith("\"") ? "\"" + id.replace("\"", "\"\"") + "\"" : id;
  }

  static Qrels read(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      return read(lines).buildNotEmpty(lines);
    }
  }

  /** As {@link #read(Path)}, of a file that may have no judgement behind its header yet. */
  static Qrels readBegun(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      return read(lines).build();
    }
  }

  private static Qrels.Builder read(TextLines lines) {
    Qrels.Builder builder = Qrels.builder();
    skipHeader(lines);
    for (String line = lines.next(); line != null; line = lines.next()) {
      String[] columns = columns(lines, line);
      int grade = TrecFormat.grade(lines, columns[2].strip());
      builder.add(lines, unquote(lines, columns[0]), unquote(lines, columns[1]), grade);
    }
    return builder;
  }

  private static void skipHeader(TextLines lines) {
    String header = lines.next();
    if (header == null) {
      throw lines.malformedFile(
          "the file is empty. Begin it with the header 'query-id<tab>corpus-id<tab>score'.");
    }
    if (TREC_LINE.matcher(header).matches()) {
      throw lines.malformed(
          "this looks like a TREC qrels file, which has four columns and no header. Rewrite it as"
              + " 'query-id<tab>corpus-id<tab>score' with that header, or read it as TREC qrels.");
    }
    if (WHOLE_NUMBER.matcher(columns(lines, header)[2]).matches()) {
      throw lines.malformed(
          "the header line is missing. Begin the file with 'query-id<tab>corpus-id<tab>score'.");
    }
  }

  private static String[] columns(TextLines lines, String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3) {
      throw lines.malformed(
          "a line must have 3 columns (query-id, corpus-id, score), got "
              + columns.length
              + ". Separate them with single tabs.");
    }
    return columns;
  }

  private static String unquote(TextLines lines, String column) {
    if (!column.startsWith("\"")) {
      return column;
    }
    if (!QUOTED.matcher(column).matches()) {
      throw lines.malformed(
          "the column "
              + column
              + " opens with a double quote that does not close at its end. Quote the whole column,"
              + " and double the quotes inside.");
    }
    return column.substring(1, column.length() - 1).replace("\"\"", "\"");
  }
}
