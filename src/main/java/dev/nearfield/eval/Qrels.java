package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Relevance judgements: for each query, the grade of each judged document. Queries and documents
 * stay in the order in which they were added. Immutable.
 *
 * <p>A grade of 1 or more is relevant, 0 judged and not relevant. A negative grade counts as not
 * judged, as in trec_eval. What is not judged is not relevant.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="scores"}
 */
public final class Qrels {
  private static final int LARGEST_GRADE = 127;

  private final Map<String, Map<String, Integer>> grades;

  private Qrels(Map<String, Map<String, Integer>> grades) {
    this.grades = grades;
  }

  /** A builder of judgements. */
  public static Builder builder() {
    return new Builder();
  }

  /** Judgements of no query. */
  static Qrels none() {
    return new Qrels(Map.of());
  }

  /**
   * Reads a file of judgements: BEIR's form when its name ends in {@code .tsv}, also {@code
   * .tsv.gz}, else TREC's.
   *
   * @throws InvalidInputException naming file and line of a malformed row
   */
  public static Qrels read(Path file) {
    return file.toString().replaceFirst("\\.gz$", "").endsWith(".tsv")
        ? BeirQrels.read(file)
        : readTrec(file);
  }

  /**
   * Reads a TREC file of lines {@code qid 0 docid rel}, without a header, columns separated by any
   * blanks; a name that ends in {@code .gz} is unpacked. The second column is not looked at.
   *
   * @throws InvalidInputException naming file and line, for a line that is none of these, a
   *     document judged twice for a query, or a file without judgements
   * @throws StorageException when the file cannot be read
   */
  public static Qrels readTrec(Path file) {
    Builder builder = builder();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] columns = TrecFormat.columns(lines, line, "qid 0 docid rel");
        builder.add(lines, columns[0], columns[2], TrecFormat.grade(lines, columns[3]));
      }
      return builder.buildNotEmpty(lines);
    }
  }

  /**
   * Writes a TREC file of lines {@code qid 0 docid rel}, over what stands there.
   *
   * @throws InvalidInputException before anything is written, for an id with blanks
   * @throws StorageException when the file cannot be written
   */
  public void writeTrec(Path file) {
    grades.forEach(
        (queryId, documents) -> {
          TrecFormat.requireOneColumn("query id", queryId);
          documents.keySet().forEach(id -> TrecFormat.requireOneColumn("document id", id));
        });
    TrecFormat.write(
        file,
        writer -> {
          for (var query : grades.entrySet()) {
            for (var document : query.getValue().entrySet()) {
              writer.write(
                  query.getKey() + " 0 " + document.getKey() + " " + document.getValue() + "\n");
            }
          }
        });
  }

  /** The judged queries, in order. */
  public Set<String> queryIds() {
    return grades.keySet();
  }

  /** The judged documents of a query with their grades, in order; empty for an unknown query. */
  public Map<String, Integer> grades(String queryId) {
    return grades.getOrDefault(queryId, Map.of());
  }

  /** The grade of a document for a query; empty when it is not judged. */
  public OptionalInt grade(String queryId, String documentId) {
    Integer grade = grades(queryId).get(documentId);
    return grade == null ? OptionalInt.empty() : OptionalInt.of(grade);
  }

  /** The number of judgements of all queries. */
  public int size() {
    return grades.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Qrels qrels && grades.equals(qrels.grades);
  }

  @Override
  public int hashCode() {
    return grades.hashCode();
  }

  @Override
  public String toString() {
    return "Qrels[" + size() + " judgements of " + grades.size() + " queries]";
  }

  /** Collects judgements; not safe for concurrent use. */
  public static final class Builder {
    private final Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a judgement.
     *
     * @param grade -127 to 127, the range that trec_eval documents
     * @throws IllegalArgumentException for a blank id, a grade outside the range, or a document
     *     that the query has judged already
     */
    public Builder add(String queryId, String documentId, int grade) {
      if (queryId.isBlank() || documentId.isBlank()) {
        throw new IllegalArgumentException(
            "A judgement needs a query id and a document id, got '"
                + queryId
                + "' and '"
                + documentId
                + "'.");
      }
      if (Math.abs((long) grade) > LARGEST_GRADE) {
        throw new IllegalArgumentException(
            "A grade must be -127 to 127, got " + grade + ". Map the grades to a smaller scale.");
      }
      Map<String, Integer> documents = grades.computeIfAbsent(queryId, id -> new LinkedHashMap<>());
      if (documents.putIfAbsent(documentId, grade) != null) {
        throw new IllegalArgumentException(
            "The document '"
                + documentId
                + "' is judged twice for query '"
                + queryId
                + "'. Keep one of the judgements.");
      }
      return this;
    }

    void add(TextLines lines, String queryId, String documentId, int grade) {
      try {
        add(queryId, documentId, grade);
      } catch (IllegalArgumentException e) {
        throw lines.malformed(String.valueOf(e.getMessage()), e);
      }
    }

    Qrels buildNotEmpty(TextLines lines) {
      if (grades.isEmpty()) {
        throw lines.malformedFile("the file holds no judgements. Put one a line into it.");
      }
      return build();
    }

    /** The judgements so far. */
    public Qrels build() {
      var copy = new LinkedHashMap<String, Map<String, Integer>>();
      grades.forEach(
          (queryId, documents) ->
              copy.put(queryId, Collections.unmodifiableMap(new LinkedHashMap<>(documents))));
      return new Qrels(Collections.unmodifiableMap(copy));
    }
  }
}
