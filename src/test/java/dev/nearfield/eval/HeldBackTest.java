package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class HeldBackTest {

  @Test
  void questionsThatShareADocumentAreHeldBackTogetherEachOnce() {
    List<Set<Integer>> relevant = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      relevant.add(Set.of(i / 3, 1_000 + i / 2)); // a few in a row hang together
    }
    for (int i = 90; i < 100; i++) {
      relevant.set(i, Set.of(i + 5_000));
    }
    for (int i = 0; i < 90; i++) {
      relevant.set(i, Set.of(i / 3));
    }
    List<HeldBack> folds = HeldBack.folds(relevant, 1);
    assertEquals(5, folds.size());
    Set<Integer> all = new TreeSet<>();
    for (HeldBack fold : folds) {
      assertTrue(fold.questions().length >= 15, "" + fold.questions().length);
      for (int question : fold.questions()) {
        assertTrue(all.add(question));
        relevant.get(question).forEach(document -> assertTrue(fold.documents().get(document)));
      }
      Set<Integer> own = new HashSet<>();
      for (int question : fold.questions()) {
        own.add(question);
      }
      for (int question = 0; question < relevant.size(); question++) {
        if (!own.contains(question)) {
          relevant.get(question).forEach(d -> assertFalse(fold.documents().get(d)));
        }
      }
    }
    assertEquals(100, all.size());
  }

  @Test
  void whereAllHangTogetherSomeAreHeldBackAndTheirDocumentsHidden() {
    Random random = new Random(2);
    List<Set<Integer>> relevant = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Set<Integer> own = new TreeSet<>();
      int documents = 1 + random.nextInt(20);
      while (own.size() < documents) {
        own.add(random.nextInt(400));
      }
      relevant.add(own);
    }
    int judgements = relevant.stream().mapToInt(Set::size).sum();
    List<HeldBack> folds = HeldBack.folds(relevant, 1);
    assertEquals(5, folds.size());
    Set<Integer> all = new TreeSet<>();
    for (HeldBack fold : folds) {
      BitSet documents = new BitSet();
      for (int question : fold.questions()) {
        assertTrue(all.add(question));
        relevant.get(question).forEach(documents::set);
      }
      assertEquals(documents, fold.documents());
      long hidden =
          relevant.stream().flatMap(Set::stream).filter(d -> fold.documents().get(d)).count();
      assertTrue(hidden <= judgements / 4, hidden + " of " + judgements);
    }
    assertTrue(all.size() >= 25, "" + all.size());
  }
}
