package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of questions: a row for each document that answers one. Rows of the same question
 * belong together.
 */
final class QuestionCsv {
  /** What the header may name, with the other spellings, blanks, dashes and case aside. */
  private static final Map<String, Column> COLUMNS =
      Map.ofEntries(
          Map.entry("question", Column.QUESTION),
          Map.entry("query", Column.QUESTION),
          Map.entry("document", Column.DOCUMENT),
          Map.entry("documentid", Column.DOCUMENT),
          Map.entry("grade", Column.GRADE),
          Map.entry("queryid", Column.QUERY_ID),
          Map.entry("qid", Column.QUERY_ID),
          Map.entry("title", Column.REMARK),
          Map.entry("text", Column.REMARK),
          Map.entry("note", Column.REMARK));

  private enum Column {
    QUESTION,
    DOCUMENT,
    GRADE,
    QUERY_ID,
    /** For the reader of the table. */
    REMARK
  }

  private final CsvRows rows;
  private final Map<Column, Integer> places = new HashMap<>();
  private final Map<String, Query> queries = new LinkedHashMap<>();
  private final Map<String, Long> lines = new HashMap<>();
  private final Map<String, String> numbered = new HashMap<>();
  private final Qrels.Builder qrels = Qrels.builder();
  private int columns;

  private QuestionCsv(CsvRows rows) {
    this.rows = rows;
  }

  static QuestionSet read(Path file) {
    try (CsvRows rows = CsvRows.open(file)) {
      return new QuestionCsv(rows).read();
    }
  }

  private QuestionSet read() {
    List<String> header = rows.next();
    if (header == null) {
      throw rows.malformedFile(
          "the file is empty. Begin it with a header such as 'question,document,grade'.");
    }
    readHeader(header);
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      if (row.size() != columns) {
        throw rows.malformed(
            "a row must have "
                + columns
                + " fields, as the header has, got "
                + row.size()
                + ". Quote fields that hold separators.");
      }
      readRow(row);
    }
    if (queries.isEmpty()) {
      throw rows.malformedFile("the file holds no questions. Put one a row into it.");
    }
    return new QuestionSet(List.copyOf(queries.values()), qrels.build());
  }

  private void readHeader(List<String> header) {
    columns = header.size();
    for (int i = 0; i < columns; i++) {
      String name = header.get(i).strip();
      Column column = COLUMNS.get(name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", ""));
      if (column == null) {
        throw rows.malformed(
            "the header names a column '"
                + name
                + "'. Known are question, document, grade and query id, and title, text and note,"
                + " which are not read.");
      }
      if (column != Column.REMARK && places.put(column, i) != null) {
        throw rows.malformed("the header has a second column '" + name + "'. Keep one of them.");
      }
    }
    if (!places.containsKey(Column.QUESTION)) {
      throw rows.malformed("the header has no column 'question'. Name the columns in line 1.");
    }
    if (places.containsKey(Column.GRADE) && !places.containsKey(Column.DOCUMENT)) {
      throw rows.malformed(
          "the header has a column 'grade' and none of what is graded. Add the column"
              + " 'document'.");
    }
  }

  private void readRow(List<String> row) {
    try {
      Query query = query(row);
      String document = field(row, Column.DOCUMENT);
      Integer grade = grade(row);
      if (document != null && grade != null) {
        qrels.add(query.id(), document, grade);
      }
    } catch (IllegalArgumentException | InvalidInputException e) {
      throw rows.malformed(String.valueOf(e.getMessage()), e);
    }
  }

  private Query query(List<String> row) {
    String question = field(row, Column.QUESTION);
    String given = field(row, Column.QUERY_ID);
    String text = question == null ? "" : question;
    String id =
        given == null ? numbered.computeIfAbsent(text, key -> "q" + (numbered.size() + 1)) : given;
    Query query = new Query(id, text);
    Query earlier = queries.putIfAbsent(id, query);
    if (earlier == null) {
      lines.put(id, rows.line());
    } else if (!earlier.equals(query)) {
      throw new InvalidInputException(
          "the query id '"
              + id
              + "' has another question on line "
              + lines.get(id)
              + ". Give each question an id of its own.");
    }
    return query;
  }

  /** The grade of a row; 1 without such a column, null where nobody has filled it in yet. */
  private @Nullable Integer grade(List<String> row) {
    String grade = field(row, Column.GRADE);
    if (grade == null) {
      return 1;
    }
    try {
      return grade.isBlank() ? null : Integer.valueOf(grade.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(TrecFormat.notAGrade(grade), e);
    }
  }

  private @Nullable String field(List<String> row, Column column) {
    Integer place = places.get(column);
    return place == null ? null : row.get(place);
  }
}
