package dev.nearfield.eval;

import dev.nearfield.EmbeddingCheck;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.AuditReport.Fall;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.SearchRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches how good a collection's answers are as it changes. Golden questions are attached to the
 * collection once; each audit searches them as everybody searches, appends what it measured to the
 * collection's history and compares it with earlier rows. It also embeds some chunks again, to find
 * out a changed model, and compares newer documents with older ones.
 *
 * {@snippet class="dev.nearfield.examples.AuditExamplesTest" region="audit"}
 */
public final class Audit {
  private static final int LIMIT = 100;

  private Audit() {}

  /**
   * Attaches golden questions, in the place of those that are there, and commits. The history
   * stays: rows of other questions are shown and not compared with.
   *
   * @throws InvalidInputException for no question
   */
  public static void attach(VectorStore store, Evaluation golden) {
    if (golden.queries().isEmpty()) {
      throw new InvalidInputException(
          "There is no judged question to attach. Give questions and judgements of their ids.");
    }
    store.attach(AuditFiles.QUESTIONS, AuditFiles.questions(golden));
    try (Snapshot snapshot = store.snapshot()) {
      if (isDamaged(snapshot)) {
        store.detach(AuditFiles.HISTORY);
      }
    }
    store.commit();
  }

  private static boolean isDamaged(Snapshot snapshot) {
    try {
      history(snapshot);
      return false;
    } catch (InvalidInputException e) {
      return true;
    }
  }

  /** The rows of all audits, in the order of time; none before the first. */
  public static List<AuditRow> history(Snapshot snapshot) {
    return snapshot
        .attachments()
        .find(AuditFiles.HISTORY)
        .map(AuditFiles::history)
        .orElse(List.of());
  }

  /**
   * Makes an audit and commits its row to the history, whatever it found.
   *
   * @param embedder that of the store
   * @throws InvalidInputException when no golden questions are attached
   */
  public static AuditReport run(VectorStore store, Embedder embedder, AuditOptions options) {
    try (Snapshot snapshot = store.snapshot()) {
      byte[] questions =
          snapshot
              .attachments()
              .find(AuditFiles.QUESTIONS)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "The collection has no golden questions. Attach some: nearfield audit"
                              + " --attach QUESTIONS."));
      Evaluation golden = AuditFiles.questions(questions, measures(options));
      List<AuditRow> earlier = history(snapshot);
      AuditRow row = row(snapshot, AuditFiles.name(questions), golden, options);
      List<AuditRow> history = Stream.concat(earlier.stream(), Stream.of(row)).toList();
      AuditReport report =
          new AuditReport(
              history,
              falls(row, comparable(earlier, row), options),
              unknown(snapshot, golden),
              EmbeddingCheck.of(snapshot, embedder, options.sample()),
              drift(snapshot, options.since() == null ? since(earlier) : options.since()));
      store.attach(AuditFiles.HISTORY, AuditFiles.history(history));
      store.commit();
      return report;
    }
  }

  private static List<Measure> measures(AuditOptions options) {
    return Stream.concat(
            Evaluation.DEFAULT_MEASURES.stream(), options.thresholds().keySet().stream())
        .distinct()
        .toList();
  }

  private static AuditRow row(
      Snapshot snapshot, String questions, Evaluation golden, AuditOptions options) {
    int deepest =
        golden.measures().stream().mapToInt(measure -> measure.cutoff().orElse(0)).max().orElse(0);
    int limit = Math.clamp(deepest, LIMIT, SearchRequest.MOST);
    SearchSystem asking =
        new SearchSystem("search", question -> SearchRequest.hybrid(question).limit(limit));
    Scores scores = golden.run(snapshot, List.of(asking)).getFirst().scores();
    Map<Measure, Double> values = new LinkedHashMap<>();
    golden.measures().forEach(measure -> values.put(measure, scores.mean(measure)));
    return new AuditRow(
        options.clock().instant(),
        questions,
        snapshot.count(),
        snapshot.chunkCount(),
        snapshot.manifest().model().toString(),
        snapshot.searchDefaults().toString(),
        options.accepted(),
        values);
  }

  /** Earlier rows of the same questions, from the last accepted one on. */
  private static List<AuditRow> comparable(List<AuditRow> earlier, AuditRow row) {
    List<AuditRow> rows = new ArrayList<>();
    for (AuditRow other : earlier) {
      if (other.questions().equals(row.questions())) {
        if (other.accepted()) {
          rows.clear();
        }
        rows.add(other);
      }
    }
    return rows;
  }

  private static List<Fall> falls(AuditRow row, List<AuditRow> earlier, AuditOptions options) {
    List<Fall> falls = new ArrayList<>();
    if (options.accepted()) {
      return falls;
    }
    options
        .thresholds()
        .forEach(
            (measure, threshold) -> {
              AuditRow reference = reference(earlier, measure, options.against());
              if (reference != null) {
                double from = reference.values().getOrDefault(measure, 0.0);
                double to = row.values().getOrDefault(measure, 0.0);
                if (from - to > threshold) {
                  falls.add(new Fall(measure, from, reference.time(), to, threshold));
                }
              }
            });
    return falls;
  }

  private static @Nullable AuditRow reference(
      List<AuditRow> earlier, Measure measure, AuditOptions.Against against) {
    List<AuditRow> measured =
        earlier.stream().filter(row -> row.values().containsKey(measure)).toList();
    if (measured.isEmpty()) {
      return null;
    }
    return switch (against) {
      case LAST -> measured.getLast();
      case BEST ->
          measured.stream()
              .max(Comparator.comparing(row -> row.values().getOrDefault(measure, 0.0)))
              .orElseThrow();
    };
  }

  private static UnknownIds unknown(Snapshot snapshot, Evaluation golden) {
    Set<String> documents = new LinkedHashSet<>();
    golden.queries().forEach(query -> documents.addAll(golden.qrels().grades(query.id()).keySet()));
    documents.removeIf(id -> snapshot.get(id).isPresent());
    return new UnknownIds(Set.of(), documents);
  }

  private static @Nullable Drift drift(Snapshot snapshot, @Nullable Instant since) {
    return since == null ? null : Drift.of(snapshot, since);
  }

  /** The time of the last accepted audit, or of the first; null before that. */
  private static @Nullable Instant since(List<AuditRow> earlier) {
    Instant since = earlier.isEmpty() ? null : earlier.getFirst().time();
    for (AuditRow row : earlier) {
      since = row.accepted() ? row.time() : since;
    }
    return since;
  }
}
