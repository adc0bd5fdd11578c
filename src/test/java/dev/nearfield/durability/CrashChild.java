package dev.nearfield.durability;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The process that is killed: goes through a plan on a collection, and keeps a journal. */
final class CrashChild {
  /** Far more than it comes to, so that it ends by itself when nobody kills it. */
  private static final int MOST_STEPS = 3_000;

  private CrashChild() {}

  /** The command that starts this class, with a folder of its own for temporary files. */
  static ProcessBuilder process(Path collection, Path journal, long seed, Path temporary) {
    return new ProcessBuilder(
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xmx128m",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path", ""),
            CrashChild.class.getName(),
            collection.toString(),
            journal.toString(),
            Long.toString(seed)));
  }

  /**
   * @param args the collection's folder, the journal, the plan's seed
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Plan plan = new Plan(Long.parseLong(args[2]));
    Embedder embedder = Plan.embedder();
    try (Journal journal = new Journal(Path.of(args[1]))) {
      journal.begin(Journal.OPENING, "open", false);
      VectorStore store = VectorStore.open(folder, embedder, Plan.OPTIONS);
      for (int number = 0; number < MOST_STEPS && !System.out.checkError(); number++) {
        Step step = plan.step(number);
        int current = number;
        journal.begin(number, step.phase(), step.commits());
        store = step.run(store, open -> reopened(open, folder, embedder, journal, current));
        if (step.commits()) {
          journal.done(number);
        }
      }
      journal.begin(MOST_STEPS - 1, "end", true);
      store.close();
      journal.done(MOST_STEPS - 1);
    }
  }

  /** Announces the opening by itself: what was closed is committed then, and not acknowledged. */
  private static VectorStore reopened(
      VectorStore open, Path folder, Embedder embedder, Journal journal, int number) {
    open.close();
    journal.begin(number, "reopen", true);
    return VectorStore.open(folder, embedder, Plan.OPTIONS);
  }
}
