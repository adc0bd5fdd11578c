package dev.nearfield.eval;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The questions of one fold that training does not see, nor any document that is relevant to them.
 *
 * @param questions their numbers
 * @param documents the numbers of the documents relevant to them, which are hidden from training
 */
record HeldBack(int[] questions, BitSet documents) {
  private static final int FOLDS = 5;

  /** The share of the judgements that may be hidden where questions cannot be kept apart. */
  private static final double MOST_HIDDEN = 0.25;

  /** The share of the questions that a fold then holds back. */
  private static final double HELD_BACK = 0.04;

  /**
   * Questions in five folds.
   *
   * <p>Questions that share a relevant document are kept in one fold, so that each question is held
   * back once and nothing has to be hidden. Where that is impossible, because too many hang
   * together, each fold holds back a few of the half whose documents are judged the least, and the
   * judgements of these documents for other questions are hidden.
   *
   * @param relevant the documents relevant to each question
   */
  static List<HeldBack> folds(List<Set<Integer>> relevant, long seed) {
    List<List<Integer>> together = together(relevant);
    int largest = together.stream().mapToInt(List::size).max().orElse(0);
    Random random = new Random(seed);
    Collections.shuffle(together, random);
    return largest * FOLDS <= relevant.size()
        ? apart(together, relevant)
        : hiding(relevant, random);
  }

  /** Nothing. */
  static HeldBack nothing() {
    return new HeldBack(new int[0], new BitSet());
  }

  private static List<HeldBack> apart(List<List<Integer>> together, List<Set<Integer>> relevant) {
    List<List<Integer>> folds = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      folds.add(new ArrayList<>());
    }
    for (List<Integer> group : together) {
      Collections.min(folds, Comparator.comparingInt(List::size)).addAll(group);
    }
    return folds.stream().filter(fold -> !fold.isEmpty()).map(fold -> of(fold, relevant)).toList();
  }

  private static HeldBack of(List<Integer> questions, List<Set<Integer>> relevant) {
    BitSet documents = new BitSet();
    questions.forEach(question -> relevant.get(question).forEach(documents::set));
    return new HeldBack(questions.stream().sorted().mapToInt(q -> q).toArray(), documents);
  }

  /** Questions that share a document, directly or through others. */
  private static List<List<Integer>> together(List<Set<Integer>> relevant) {
    int[] leader = new int[relevant.size()];
    Map<Integer, Integer> firstOf = new HashMap<>();
    for (int question = 0; question < leader.length; question++) {
      leader[question] = question;
      for (int document : relevant.get(question)) {
        Integer other = firstOf.putIfAbsent(document, question);
        if (other != null) {
          leader[find(leader, other)] = find(leader, question);
        }
      }
    }
    Map<Integer, List<Integer>> groups = new java.util.TreeMap<>();
    for (int question = 0; question < leader.length; question++) {
      groups.computeIfAbsent(find(leader, question), l -> new ArrayList<>()).add(question);
    }
    return new ArrayList<>(groups.values());
  }

  private static int find(int[] leader, int question) {
    int at = question;
    while (leader[at] != at) {
      leader[at] = leader[leader[at]];
      at = leader[at];
    }
    return at;
  }

  private static List<HeldBack> hiding(List<Set<Integer>> relevant, Random random) {
    Map<Integer, Integer> judged = new HashMap<>();
    relevant.forEach(documents -> documents.forEach(d -> judged.merge(d, 1, Integer::sum)));
    int all = relevant.stream().mapToInt(Set::size).sum();
    List<Integer> cheap = cheaperHalf(relevant, judged);
    Collections.shuffle(cheap, random);
    int each = Math.max(1, (int) (relevant.size() * HELD_BACK));
    List<HeldBack> folds = new ArrayList<>();
    for (int from = 0; from < cheap.size() && folds.size() < FOLDS; from += each) {
      List<Integer> fold = new ArrayList<>();
      BitSet documents = new BitSet();
      int hidden = 0;
      for (int question : cheap.subList(from, Math.min(cheap.size(), from + each))) {
        int more = cost(relevant.get(question), judged, documents);
        if (hidden + more <= MOST_HIDDEN * all) {
          hidden += more;
          fold.add(question);
          relevant.get(question).forEach(documents::set);
        }
      }
      if (!fold.isEmpty()) {
        folds.add(of(fold, relevant));
      }
    }
    return folds;
  }

  private static List<Integer> cheaperHalf(
      List<Set<Integer>> relevant, Map<Integer, Integer> judged) {
    List<Integer> questions = new ArrayList<>();
    for (int question = 0; question < relevant.size(); question++) {
      questions.add(question);
    }
    questions.sort(
        Comparator.comparingInt(question -> cost(relevant.get(question), judged, new BitSet())));
    return new ArrayList<>(questions.subList(0, (questions.size() + 1) / 2));
  }

  /** How many judgements would be hidden besides those that are. */
  private static int cost(Set<Integer> documents, Map<Integer, Integer> judged, BitSet hidden) {
    return documents.stream()
        .filter(document -> !hidden.get(document))
        .mapToInt(document -> judged.getOrDefault(document, 0))
        .sum();
  }
}
