package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UnsavedTest {
  private final Unsaved unsaved = new Unsaved();

  @Test
  void aWriteIsUnsavedFromBeforeItBeginsToTheCommitThatHoldsIt() {
    Unsaved.Mark first = unsaved.document("a");
    Unsaved.Mark second = unsaved.document("b");
    first.written(5);
    unsaved.committed(5);
    assertEquals(List.of("b"), unsaved.ids());
    second.written(6);
    unsaved.committed(5);
    assertEquals(List.of("b"), unsaved.ids());
    unsaved.committed(6);
    assertTrue(unsaved.isEmpty());
  }

  @Test
  void aWriteThatDidNotHappenLeavesTheOneBefore() {
    unsaved.document("a").written(1);
    unsaved.document("a").undone();
    assertEquals(List.of("a"), unsaved.ids());
    unsaved.committed(1);
    unsaved.document("a").undone();
    assertTrue(unsaved.isEmpty());
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < Unsaved.MOST_NAMED + 3; i++) {
      unsaved.document("d" + i).written(i);
    }
    unsaved.document("d0").written(Unsaved.MOST_NAMED + 3);
    assertEquals(Unsaved.MOST_NAMED, unsaved.ids().size());
    assertEquals(3, unsaved.others());
    unsaved.committed(Unsaved.MOST_NAMED + 3);
    assertTrue(unsaved.isEmpty());
  }

  @Test
  void deletionsByFilterAreCounted() {
    Unsaved.Mark first = unsaved.deletion();
    unsaved.deletion().written(2);
    assertEquals(2, unsaved.deletions());
    unsaved.committed(2);
    assertEquals(2, unsaved.deletions());
    first.undone();
    assertEquals(1, unsaved.deletions());
    assertFalse(unsaved.isEmpty());
    unsaved.committed(2);
    assertTrue(unsaved.isEmpty());
  }
}
