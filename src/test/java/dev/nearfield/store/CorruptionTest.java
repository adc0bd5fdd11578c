package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Verifier;
import dev.nearfield.VerifyOptions;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file of a collection is damaged in many ways, one at a time. A verification finds it, or
 * nothing that is read is another; a collection whose checksums are compared when it is opened
 * gives no other answer; opening, searching and writing end in time with an answer or a sentence,
 * checksums or not; a repair keeps every document whose segment is undamaged.
 */
final class CorruptionTest {
  @TempDir private Path temporary;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  @Test
  void aFewFaultsInEveryFile(TestReporter reporter) throws Exception {
    run(0, 3, 9, 9);
    report(reporter);
  }

  @Tag("long")
  @Test
  void manyFaultsInEveryFile(TestReporter reporter) throws Exception {
    run(60, 1, 5, 5);
    report(reporter);
  }

  private void run(int moreFlips, int every, int writeEvery, int repairEvery) throws Exception {
    Path sound = temporary.resolve("sound");
    VariedCollection.create(sound);
    assertEquals(List.of(), Verifier.verify(sound).findings());
    List<FileDamage> damages = FileDamage.of(sound, moreFlips, 7);
    Map<String, Block> documents = documents(sound);
    try (DamagedProcess usual = new DamagedProcess(temporary, 256);
        DamagedProcess unchecked = new DamagedProcess(temporary, 0)) {
      String answers = usual.ask("read", sound);
      assertTrue(answers.startsWith("answers "), answers);
      assertEquals(answers, unchecked.ask("read", sound));
      for (int i = 0; i < damages.size(); i += every) {
        FileDamage damage = damages.get(i);
        Path damaged = temporary.resolve("damaged");
        damage.plant(sound, damaged);
        boolean found = isFound(damage, damaged);
        read(usual, damage, damaged, found, answers);
        readUnchecked(unchecked, damage, damaged, found, answers);
        if (found && i % (every * repairEvery) == 0) {
          repair(damage, damaged, documents);
        }
        if (i % (every * writeEvery) == 0) {
          delete(damaged);
          damage.plant(sound, damaged);
          write(usual, damage, damaged);
          delete(damaged);
          damage.plant(sound, damaged);
          write(unchecked, damage, damaged);
        }
        delete(damaged);
      }
    }
    count("files", FileDamage.files(sound).size());
    assertEquals(List.of(), wrong);
    assertEquals(Math.ceilDiv(damages.size(), every), counts.get("faults"));
  }

  private void report(TestReporter reporter) {
    counts.forEach((what, number) -> reporter.publishEntry(what, Integer.toString(number)));
  }

  private boolean isFound(FileDamage damage, Path damaged) {
    count("faults", 1);
    boolean fast = isFound(damaged, VerifyOptions.filesOnly());
    boolean full = fast || isFound(damaged, VerifyOptions.everything());
    if (fast) {
      count("found by verify --fast", 1);
    } else if (full) {
      count("found by verify", 1);
    }
    return full;
  }

  /** A folder in which no commit is left is no collection, and this is said by an exception. */
  private static boolean isFound(Path damaged, VerifyOptions options) {
    try {
      return !Verifier.verify(damaged, options).sound();
    } catch (NotACollectionException e) {
      return true;
    }
  }

  private void read(
      DamagedProcess process, FileDamage damage, Path damaged, boolean found, String answers)
      throws IOException, InterruptedException {
    String outcome = process.ask("read", damaged);
    if (outcome.equals(answers)) {
      count(found ? "found, and all answers the same" : "not found, and all answers the same", 1);
    } else if (outcome.startsWith("told ")) {
      count("told when opening or reading", 1);
      requireAdvice(damage, outcome);
    } else {
      wrong.add(damage + " when reading: " + outcome);
    }
    if (!found && !outcome.equals(answers)) {
      wrong.add(damage + " is not found, and reading gives " + outcome);
    }
  }

  /** As a collection is read that is too large to be compared with its checksums each time. */
  private void readUnchecked(
      DamagedProcess process, FileDamage damage, Path damaged, boolean found, String answers)
      throws IOException, InterruptedException {
    String outcome = process.ask("read", damaged);
    if (outcome.equals(answers)) {
      count("without checksums: all answers the same", 1);
    } else if (outcome.startsWith("told ")) {
      count("without checksums: told when opening or reading", 1);
      requireAdvice(damage, outcome);
    } else if (found && outcome.startsWith("answers ")) {
      count("without checksums: other answers", 1);
    } else {
      wrong.add(damage + " when reading without checksums: " + outcome);
    }
  }

  private void requireAdvice(FileDamage damage, String outcome) {
    if (!outcome.contains("nearfield verify") && !outcome.contains("restore it from a backup")) {
      wrong.add(damage + " is told without advice: " + outcome);
    }
  }

  private void write(DamagedProcess process, FileDamage damage, Path damaged)
      throws IOException, InterruptedException {
    String outcome = process.ask("write", damaged);
    count("written to", 1);
    if (!outcome.startsWith("told ") && !outcome.startsWith("answers ")) {
      wrong.add(damage + " when writing: " + outcome);
    }
  }

  private void repair(FileDamage damage, Path damaged, Map<String, Block> documents) {
    Set<String> lost = new HashSet<>();
    RepairReport report;
    try {
      report = CollectionRepair.repair(damaged, lost::add);
    } catch (StorageException | NotACollectionException e) {
      count("commit lost, not to be repaired", 1);
      if (!damage.file().startsWith("segments")) {
        wrong.add(damage + " cannot be repaired: " + e.getMessage());
      }
      return;
    }
    count("repaired", 1);
    Verification again = Verifier.verify(damaged);
    if (!again.sound()) {
      wrong.add(damage + " is repaired, and not sound: " + again.findings());
      return;
    }
    Map<String, Block> kept = documents(damaged);
    count("documents kept", kept.size());
    count("documents lost and named", lost.size());
    if (!report.allNamed()) {
      count("segments whose ids could not be read", 1);
    }
    kept.forEach(
        (id, block) -> {
          if (!block.equals(documents.get(id)) || lost.contains(id)) {
            wrong.add(damage + " is repaired, and '" + id + "' is another");
          }
        });
    Set<String> all = new HashSet<>(kept.keySet());
    all.addAll(lost);
    if (report.allNamed() && !damage.file().endsWith(".liv")) {
      if (!all.equals(documents.keySet())) {
        wrong.add(damage + " is repaired; kept and lost are " + all.size());
      }
    }
  }

  private static Map<String, Block> documents(Path folder) {
    Map<String, Block> documents = new TreeMap<>();
    try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
      view.documents()
          .visit(
              null,
              doc -> {
                Block block = view.blocks().block(doc);
                assertFalse(documents.containsKey(block.document().id()));
                documents.put(block.document().id(), block);
                return true;
              });
    }
    return documents;
  }

  private void count(String what, int by) {
    counts.merge(what, by, Integer::sum);
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : FileDamage.files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
