package dev.nearfield.eval;

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

  private BeirQrels() {}

  static Qrels read(Path file) {
    Qrels.Builder builder = Qrels.builder();
    try (TextLines lines = TextLines.open(file)) {
      skipHeader(lines);
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] columns = columns(lines, line);
        int grade = TrecFormat.grade(lines, columns[2].strip());
        builder.add(lines, unquote(lines, columns[0]), unquote(lines, columns[1]), grade);
      }
      return builder.buildNotEmpty(lines);
    }
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
