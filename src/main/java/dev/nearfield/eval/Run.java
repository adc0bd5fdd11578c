package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a system answered: for each query, its documents, best first. Queries stay in the order in
 * which they were added; the documents of a query are in the order of trec_eval, by score, then by
 * document id, both descending. Immutable.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="run"}
 */
public final class Run {
  private static final String SHAPE = "qid Q0 docid rank score tag";
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final Map<String, List<ScoredDocument>> answers;

  private Run(Map<String, List<ScoredDocument>> answers) {
    this.answers = Collections.unmodifiableMap(answers);
  }

  /** A builder of a run. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a TREC file of lines {@code qid Q0 docid rank score tag}, columns separated by any
   * blanks; a name that ends in {@code .gz} is unpacked. Only the scores decide the order, as in
   * trec_eval: the second column, the rank and the tag are not looked at.
   *
   * @throws InvalidInputException naming file and line, for a line that is none of these, a
   *     document that a query has twice, a score that is not a finite number, or an empty file
   * @throws StorageException when the file cannot be read
   */
  public static Run readTrec(Path file) {
    Builder builder = builder();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] columns = TrecFormat.columns(lines, line, SHAPE);
        if (!DECIMAL.matcher(columns[4]).matches()) {
          throw lines.malformed(
              "the score '" + columns[4] + "' is not a number. Write it as 12.5 or 1.25e1.");
        }
        try {
          builder.add(columns[0], columns[2], Double.parseDouble(columns[4]));
        } catch (IllegalArgumentException e) {
          throw lines.malformed(String.valueOf(e.getMessage()), e);
        }
      }
      if (builder.scores.isEmpty()) {
        throw lines.malformedFile("the run is empty. Put one answer a line into it.");
      }
      return builder.build();
    }
  }

  /**
   * Writes a TREC file of lines {@code qid Q0 docid rank score tag}, over what stands there; every
   * score comes back to the bit.
   *
   * @param tag names the system, in one word
   * @throws InvalidInputException before anything is written, for an id or a tag with blanks
   * @throws StorageException when the file cannot be written
   */
  public void writeTrec(Path file, String tag) {
    TrecFormat.requireOneColumn("tag", tag);
    answers.forEach(
        (queryId, documents) -> {
          TrecFormat.requireOneColumn("query id", queryId);
          documents.forEach(d -> TrecFormat.requireOneColumn("document id", d.documentId()));
        });
    TrecFormat.write(
        file,
        writer -> {
          for (var answer : answers.entrySet()) {
            int rank = 0;
            for (ScoredDocument document : answer.getValue()) {
              rank++;
              // The shortest decimal of a float, read as a double, may round to its neighbour.
              double score = document.score();
              writer.write(
                  String.join(
                          " ",
                          answer.getKey(),
                          "Q0",
                          document.documentId(),
                          Integer.toString(rank),
                          Double.toString(score),
                          tag)
                      + "\n");
            }
          }
        });
  }

  /** The queries that have an answer, in order. */
  public Set<String> queryIds() {
    return answers.keySet();
  }

  /** The documents that answer a query, best first; empty when it has no answer. */
  public List<ScoredDocument> answer(String queryId) {
    return answers.getOrDefault(queryId, List.of());
  }

  /** The number of answers of all queries. */
  public int size() {
    return answers.values().stream().mapToInt(List::size).sum();
  }

  /**
   * This run without the documents whose id equals the query's. BEIR drops them after retrieval,
   * which matters where the queries are themselves documents (ArguAna): ask for one document more
   * than the largest cutoff.
   */
  public WithoutSelfHits withoutSelfHits() {
    var kept = new LinkedHashMap<String, List<ScoredDocument>>();
    answers.forEach(
        (queryId, documents) -> {
          List<ScoredDocument> others =
              documents.stream().filter(d -> !d.documentId().equals(queryId)).toList();
          if (!others.isEmpty()) {
            kept.put(queryId, others);
          }
        });
    Run run = new Run(kept);
    return new WithoutSelfHits(run, size() - run.size());
  }

  /**
   * A run from which the self hits were taken.
   *
   * @param run what is left
   * @param dropped how many were taken
   */
  public record WithoutSelfHits(Run run, int dropped) {}

  @Override
  public boolean equals(Object other) {
    return other instanceof Run run && answers.equals(run.answers);
  }

  @Override
  public int hashCode() {
    return answers.hashCode();
  }

  @Override
  public String toString() {
    return "Run[" + size() + " answers to " + answers.size() + " queries]";
  }

  /** Collects answers, in any order; not safe for concurrent use. */
  public static final class Builder {
    private final Map<String, Map<String, ScoredDocument>> scores = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a document to the answer of a query.
     *
     * @param score larger is better; kept in single precision, see {@link ScoredDocument}
     * @throws IllegalArgumentException for a blank id, a score that is not finite in single
     *     precision, or a document that the query has already
     */
    public Builder add(String queryId, String documentId, double score) {
      if (queryId.isBlank()) {
        throw new IllegalArgumentException("A query's id must not be empty or blank.");
      }
      if (!Float.isFinite((float) score)) {
        throw new IllegalArgumentException(
            "The score of document '"
                + documentId
                + "' must be a finite number in single precision, got "
                + score
                + ".");
      }
      var document = new ScoredDocument(documentId, (float) score);
      Map<String, ScoredDocument> documents =
          scores.computeIfAbsent(queryId, id -> new LinkedHashMap<>());
      if (documents.putIfAbsent(documentId, document) != null) {
        throw new IllegalArgumentException(
            "The document '"
                + documentId
                + "' answers query '"
                + queryId
                + "' twice. Keep its best score only.");
      }
      return this;
    }

    /** The run so far. */
    public Run build() {
      var answers = new LinkedHashMap<String, List<ScoredDocument>>();
      scores.forEach(
          (queryId, documents) ->
              answers.put(
                  queryId, documents.values().stream().sorted(ScoredDocument.TREC_ORDER).toList()));
      return new Run(answers);
    }
  }
}
