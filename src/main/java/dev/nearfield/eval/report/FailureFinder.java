package dev.nearfield.eval.report;

import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.ScoredDocument;
import dev.nearfield.eval.SystemResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Finds what is worth reading among the answers of systems. */
final class FailureFinder {
  private static final int HARDEST = 5;
  private static final int DOCUMENTS = 10;

  private final Answers answers;
  private final Qrels qrels;
  private final List<SystemResult> systems;
  private final List<SystemResult> shown;

  /** The failures of all systems; the rankings that are shown are those of some. */
  FailureFinder(
      Answers answers, Qrels qrels, List<SystemResult> systems, List<SystemResult> shown) {
    this.answers = answers;
    this.qrels = qrels;
    this.systems = systems;
    this.shown = shown;
  }

  Failures find() {
    List<PlacedDocument> deep = deep();
    return new Failures(
        hardest(),
        fusionLosses(),
        qrels.queryIds().stream().mapToInt(query -> relevant(query).size()).sum(),
        deep.size(),
        deep.subList(0, Math.min(DOCUMENTS, deep.size())),
        unjudged(),
        systems.stream().map(this::judgedShare).toList());
  }

  private List<QueryAnswers> hardest() {
    return qrels.queryIds().stream()
        .filter(query -> !relevant(query).isEmpty() && best(query) < 1)
        .sorted(Comparator.comparingDouble(this::best))
        .limit(HARDEST)
        .map(query -> answers.of(query, shown))
        .toList();
  }

  private double best(String query) {
    return systems.stream().mapToDouble(system -> answers.value(system, query)).max().orElse(0);
  }

  private List<String> relevant(String query) {
    return qrels.grades(query).entrySet().stream()
        .filter(judgement -> judgement.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<ChangedQueries> fusionLosses() {
    Fusions fusions = new Fusions(shown);
    List<ChangedQueries> losses = new ArrayList<>();
    for (SystemResult fusion : fusions.all()) {
      for (SystemResult part : fusions.partsOf(fusion)) {
        ChangedQueries changed = answers.changed(fusion, part);
        losses.add(
            new ChangedQueries(changed.system(), changed.other(), List.of(), changed.worse()));
      }
    }
    return losses;
  }

  private List<PlacedDocument> deep() {
    List<PlacedDocument> deep = new ArrayList<>();
    for (String query : qrels.queryIds()) {
      Map<String, Map<String, Integer>> ranks = ranks(query);
      for (String document : relevant(query)) {
        Map<String, Integer> found = ranks.getOrDefault(document, Map.of());
        if (found.values().stream().allMatch(rank -> rank > Failures.DEEP)) {
          deep.add(placed(query, document, found));
        }
      }
    }
    deep.sort(Comparator.comparingInt(document -> -document.grade().orElse(0)));
    return deep;
  }

  private List<PlacedDocument> unjudged() {
    List<PlacedDocument> unjudged = new ArrayList<>();
    for (String query : qrels.queryIds()) {
      Map<String, Map<String, Integer>> top = new LinkedHashMap<>();
      for (SystemResult system : systems) {
        List<ScoredDocument> ranking = system.run().answer(query);
        for (int rank = 1; rank <= Math.min(Failures.TOP, ranking.size()); rank++) {
          String document = ranking.get(rank - 1).documentId();
          if (qrels.grade(query, document).isEmpty()) {
            top.computeIfAbsent(document, id -> new LinkedHashMap<>()).put(system.system(), rank);
          }
        }
      }
      top.forEach((document, ranks) -> unjudged.add(placed(query, document, ranks)));
    }
    return unjudged.stream()
        .sorted(
            Comparator.<PlacedDocument>comparingInt(document -> -document.ranks().size())
                .thenComparingInt(
                    document ->
                        document.ranks().values().stream().mapToInt(Integer::intValue).sum()))
        .limit(DOCUMENTS)
        .toList();
  }

  private PlacedDocument placed(String query, String document, Map<String, Integer> ranks) {
    OptionalInt grade = qrels.grade(query, document);
    return new PlacedDocument(query, answers.question(query), document, grade, ranks);
  }

  /** The rank of each document by the name of each system that found it. */
  private Map<String, Map<String, Integer>> ranks(String query) {
    Map<String, Map<String, Integer>> ranks = new HashMap<>();
    for (SystemResult system : systems) {
      int rank = 0;
      for (ScoredDocument document : system.run().answer(query)) {
        rank++;
        ranks
            .computeIfAbsent(document.documentId(), id -> new LinkedHashMap<>())
            .put(system.system(), rank);
      }
    }
    return ranks;
  }

  private Failures.Share judgedShare(SystemResult system) {
    int seen = 0;
    int judged = 0;
    for (String query : qrels.queryIds()) {
      List<ScoredDocument> ranking = system.run().answer(query);
      for (ScoredDocument document : ranking.subList(0, Math.min(Failures.TOP, ranking.size()))) {
        seen++;
        judged += qrels.grade(query, document.documentId()).isPresent() ? 1 : 0;
      }
    }
    return new Failures.Share(system.system(), seen == 0 ? 0 : (double) judged / seen);
  }
}
