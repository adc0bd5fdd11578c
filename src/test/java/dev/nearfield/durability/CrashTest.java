package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.SourceDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed with SIGKILL while they write, and what is left of their collections. */
final class CrashTest {
  /** Opening comes twice: once the folder is new, once it holds a collection. */
  private static final List<String> PHASES =
      List.of("open", "add", "flush", "merge", "commit", "delete", "update", "close", "reopen");

  private static final int KILLS = 20;
  private static final int KILLS_EACH_COLLECTION = 7;
  private static final int MOST_OCCURRENCES = 6;
  private static final int KILLED = 128 + 9;

  /** A phase takes from less than one to some fifty milliseconds: no one delay fits all. */
  private static final int MOST_DELAY_BITS = 7;

  private final Embedder embedder = Plan.embedder();
  private final Map<String, Integer> killsByPhase = new TreeMap<>();
  private int commitsInFlight;
  private int commitsInFlightKept;

  @TempDir private Path folder;

  @Test
  void whatWasCommittedSurvivesAKill(TestReporter reporter) throws Exception {
    kill(KILLS, 1);
    report(reporter);
  }

  @Test
  @Tag("long")
  void whatWasCommittedSurvivesFiveHundredKills(TestReporter reporter) throws Exception {
    kill(500, 2);
    report(reporter);
  }

  private void kill(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, SourceDocument> state = Map.of();
    for (int kill = 0; kill < kills; kill++) {
      boolean isNew = kill % KILLS_EACH_COLLECTION == 0;
      Path collection = folder.resolve("collection" + kill / KILLS_EACH_COLLECTION);
      String phase = PHASES.get(kill % PHASES.size());
      if (isNew) {
        state = Map.of();
      }
      state = killOnce(collection, isNew, phase, random, state);
    }
    assertEquals(kills, killsByPhase.values().stream().mapToInt(Integer::intValue).sum());
  }

  private void report(TestReporter reporter) {
    killsByPhase.forEach(
        (phase, kills) -> reporter.publishEntry("kills in " + phase, Integer.toString(kills)));
    reporter.publishEntry("kills during a commit", Integer.toString(commitsInFlight));
    reporter.publishEntry("such commits found whole", Integer.toString(commitsInFlightKept));
  }

  private Map<String, SourceDocument> killOnce(
      Path collection,
      boolean isNew,
      String phase,
      Random random,
      Map<String, SourceDocument> before)
      throws Exception {
    long seed = random.nextLong();
    Path files = Files.createTempDirectory(folder, "child");
    Path journal = files.resolve("journal");
    Path complaints = files.resolve("stderr");
    Process child =
        CrashChild.process(collection, journal, seed, files)
            .redirectError(complaints.toFile())
            .start();
    killIn(child, phase, random);
    int exit = child.waitFor();
    assertTrue(exit == KILLED || exit == 0, () -> read(complaints));

    Journal.Read read = Journal.read(journal);
    killsByPhase.merge(
        isNew && read.phase().equals("open") ? "create" : read.phase(), 1, (a, b) -> a + b);
    Plan plan = new Plan(seed);
    Map<String, SourceDocument> acknowledged = plan.after(read.acknowledged(), before);
    Map<String, SourceDocument> inFlight = plan.after(read.inFlight(), before);
    Map<String, SourceDocument> after =
        survivors(collection, isNew, acknowledged, inFlight, random);
    if (!acknowledged.equals(inFlight)) {
      commitsInFlight++;
      commitsInFlightKept += after.equals(inFlight) ? 1 : 0;
    }
    delete(files);
    return after;
  }

  /** Kills the process a moment after it said that it is in the phase, or is past it. */
  private static void killIn(Process child, String phase, Random random) throws IOException {
    int left = phase.equals("open") ? 1 : 1 + random.nextInt(MOST_OCCURRENCES);
    try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        left -= line.equals(phase) ? 1 : 0;
        if (left == 0) {
          long most = TimeUnit.MILLISECONDS.toNanos(1L << random.nextInt(MOST_DELAY_BITS));
          LockSupport.parkNanos(random.nextLong(most));
          break;
        }
      }
      child.destroyForcibly();
    }
  }

  /** Looks without a lock first, then opens to write. */
  private Map<String, SourceDocument> survivors(
      Path collection,
      boolean isNew,
      Map<String, SourceDocument> acknowledged,
      Map<String, SourceDocument> inFlight,
      Random random)
      throws IOException {
    Map<String, SourceDocument> survivors = Map.of();
    try (Snapshot snapshot = Snapshot.open(collection, embedder)) {
      survivors = Survivors.documents(snapshot);
      if (!survivors.equals(inFlight)) {
        assertEquals(acknowledged, survivors);
      }
      Survivors.requireExactly(survivors, snapshot, embedder, random);
    } catch (NotACollectionException e) {
      assertTrue(isNew && acknowledged.isEmpty(), e.getMessage());
    }
    try (VectorStore store = VectorStore.open(collection, embedder, Plan.OPTIONS)) {
      assertEquals(survivors.size(), store.count());
    }
    try (Directory directory = FSDirectory.open(collection)) {
      Survivors.requireSound(directory);
    }
    return survivors;
  }

  private static String read(Path complaints) {
    try {
      return Files.readString(complaints);
    } catch (IOException e) {
      return "The child's complaints cannot be read: " + e;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
