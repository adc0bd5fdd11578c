package dev.nearfield.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Snapshot;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Questions with judgements: what a collection is measured with, whatever form they were kept in.
 * The judgements may name questions and documents that are not there; {@link #unknownIds} tells.
 * Immutable.
 *
 * {@snippet class="dev.nearfield.examples.QuestionExamplesTest" region="read"}
 *
 * @param queries the questions, each with an id of its own
 * @param qrels which documents are relevant to them; of no question before they are judged
 */
public record QuestionSet(List<Query> queries, Qrels qrels) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUERIES = "queries.jsonl";

  public QuestionSet {
    queries = List.copyOf(queries);
    Set<String> ids = new HashSet<>();
    for (Query query : queries) {
      if (!ids.add(query.id())) {
        throw new IllegalArgumentException(
            "The query id '" + query.id() + "' is there twice. Give each query an id of its own.");
      }
    }
  }

  /**
   * Reads a folder in BEIR's layout, {@code queries.jsonl} and {@code qrels/<split>.tsv}, each also
   * as {@code .gz}; a corpus is not needed. A folder without judgements has questions only.
   *
   * @throws InvalidInputException naming file and line of a malformed row, or what is missing
   */
  public static QuestionSet readBeir(Path folder, String split) {
    List<String> missing = new ArrayList<>();
    Path queries = BeirDataset.plainOrPacked(folder, QUERIES, missing);
    if (queries == null) {
      throw new InvalidInputException(
          folder + " holds no " + QUERIES + ". Give a folder with it and qrels/<split>.tsv.");
    }
    SortedMap<String, Path> splits = BeirDataset.listSplits(folder.resolve("qrels"));
    return new QuestionSet(
        List.copyOf(BeirQueries.read(queries).values()),
        splits.isEmpty()
            ? Qrels.none()
            : BeirQrels.read(BeirDataset.ofSplit(folder.toString(), splits, split)));
  }

  /**
   * Reads a CSV file with a row for each question and document, by the header's {@code question},
   * {@code document} and, where they are there, {@code grade} (1 without it) and {@code query id}
   * (q1, q2 and so on without it). A grade that is empty is not yet judged.
   *
   * @throws InvalidInputException naming file and line of a malformed row
   */
  public static QuestionSet readCsv(Path file) {
    return QuestionCsv.read(file);
  }

  /**
   * Reads TREC topics, which have no judgements: {@code <top>} blocks or lines of {@code
   * qid<tab>text}.
   *
   * @param field what is asked of a block; lines have their text only
   * @throws InvalidInputException naming file and line of a malformed topic
   */
  public static QuestionSet readTopics(Path file, TopicField field) {
    return new QuestionSet(Topics.read(file, field), Qrels.none());
  }

  /**
   * Reads any of these forms: a folder in BEIR's, a name that ends in {@code .csv} as CSV, in
   * {@code .jsonl} as BEIR's queries, any other as TREC topics; each file also as {@code .gz}.
   *
   * @param split the judgements of a folder
   * @param field what is asked of TREC's blocks
   */
  public static QuestionSet read(Path source, String split, TopicField field) {
    if (Files.isDirectory(source)) {
      return readBeir(source, split);
    }
    String name = source.toString().replaceFirst("\\.gz$", "");
    if (name.endsWith(".csv")) {
      return readCsv(source);
    }
    return name.endsWith(".jsonl")
        ? new QuestionSet(List.copyOf(BeirQueries.read(source).values()), Qrels.none())
        : readTopics(source, field);
  }

  /** These questions with other judgements. */
  public QuestionSet withQrels(Qrels other) {
    return new QuestionSet(queries, other);
  }

  /** The questions that have judgements: those that are run. */
  public List<Query> judgedQueries() {
    return queries.stream().filter(query -> qrels.queryIds().contains(query.id())).toList();
  }

  /**
   * How a collection is measured with them, by the default measures.
   *
   * @throws InvalidInputException when none is judged
   */
  public Evaluation evaluation(boolean keepIdentical) {
    List<Query> judged = judgedQueries();
    if (judged.isEmpty()) {
      throw new InvalidInputException(
          "None of the "
              + queries.size()
              + " questions is judged, so there is nothing to measure by. Give judgements of their"
              + " ids.");
    }
    return new Evaluation(judged, qrels, Evaluation.DEFAULT_MEASURES, keepIdentical);
  }

  /** The judged ids that the questions or a collection do not hold; looks up each document. */
  public UnknownIds unknownIds(Snapshot snapshot) {
    Set<String> queryIds = new LinkedHashSet<>(qrels.queryIds());
    queries.forEach(query -> queryIds.remove(query.id()));
    Set<String> documentIds =
        qrels.queryIds().stream()
            .flatMap(id -> qrels.grades(id).keySet().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    documentIds.removeIf(id -> snapshot.get(id).isPresent());
    return new UnknownIds(queryIds, documentIds);
  }

  /**
   * Writes {@code queries.jsonl} and, when there are judgements, {@code qrels/<split>.tsv} into a
   * folder, which is made where there is none. Nothing is written over.
   *
   * @throws InvalidInputException before anything is written, when one of the files exists or an id
   *     holds a tab
   * @throws StorageException when a file cannot be written
   */
  public void write(Path folder, String split) {
    Path queriesFile = folder.resolve(QUERIES);
    Path qrelsFile = qrelsFile(folder, split);
    for (Path file : List.of(queriesFile, qrelsFile)) {
      if (Files.exists(file)) {
        throw new InvalidInputException(
            "The file " + file + " exists. Name another folder, or remove it first.");
      }
    }
    StringBuilder judgements = new StringBuilder(BeirQrels.HEADER);
    for (String queryId : qrels.queryIds()) {
      qrels
          .grades(queryId)
          .forEach(
              (documentId, grade) -> judgements.append(BeirQrels.line(queryId, documentId, grade)));
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(queriesFile, lines(queries));
      if (qrels.size() > 0) {
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(qrelsFile, judgements);
      }
    } catch (IOException e) {
      throw new StorageException(
          "The questions cannot be written to "
              + folder
              + ": "
              + e
              + ". Remove what stands there, and check the disk and the access rights.",
          e);
    }
  }

  static Path qrelsFile(Path folder, String split) {
    return folder.resolve("qrels").resolve(split + ".tsv");
  }

  private static String lines(List<Query> queries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Query query : queries) {
      lines
          .append(
              JSON.writeValueAsString(
                  JSON.createObjectNode().put("_id", query.id()).put("text", query.text())))
          .append('\n');
    }
    return lines.toString();
  }
}
