package dev.nearfield.scale;

import dev.nearfield.bench.Surroundings;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.scale.FirstAnswer.Opened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From nothing to a first answer, each time in a new process: by the library and by the command,
 * with the collection in memory and put out of it, in turn.
 */
final class Opening {
  private final Path collection;
  private final Path home;
  private final ModelIdentity model;
  private final Map<String, List<Opened>> warm = new LinkedHashMap<>();
  private final Map<String, List<Opened>> cold = new LinkedHashMap<>();

  private Opening(Path collection, Path home, ModelIdentity model) {
    this.collection = collection;
    this.model = model;
    this.home = home;
  }

  /** What is started; the process's time is taken around it. */
  private interface Start {
    Opened once() throws IOException;
  }

  /**
   * Runs the bench: {@code Opening SENTENCES WORK SIZE THREADS HOME TIMES}.
   *
   * @param arguments a collection of sentences; a folder for the collections and the results; how
   *     many documents; threads that add; the folder of the packaged command; how often each
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("Opening " + String.join(" ", arguments));
    Path work = Path.of(arguments[1]);
    Path home = Path.of(arguments[4]);
    if (!Files.isExecutable(home.resolve("bin/nearfield"))) {
      throw new IllegalArgumentException(
          "There is no command in " + home + ". Make it: mvn -q package -DskipTests.");
    }
    int times = Integer.parseInt(arguments[5]);
    if (times < 1) {
      throw new IllegalArgumentException("TIMES must be at least 1, got " + times + ".");
    }
    int size = Integer.parseInt(arguments[2]);
    Stock stock = Stock.of(Path.of(arguments[0]));
    Path collection = Building.optimized(work, stock, size, Integer.parseInt(arguments[3]));
    Opening bench = new Opening(collection, home, stock.model());
    for (int i = 0; i <= times; i++) {
      bench.turn(i == 0); // the first of each reads what no cache holds yet
    }
    bench.write(work, now, size, stock.real());
  }

  private void turn(boolean discard) throws IOException {
    for (var start : starts().entrySet()) {
      PageCache.evict(collection);
      if (start.getKey().startsWith("nearfield")) {
        PageCache.evict(home.resolve("lib"));
      }
      Opened first = start.getValue().once();
      Opened second = start.getValue().once();
      if (!discard) {
        cold.computeIfAbsent(start.getKey(), none -> new ArrayList<>()).add(first);
        warm.computeIfAbsent(start.getKey(), none -> new ArrayList<>()).add(second);
      }
    }
  }

  private Map<String, Start> starts() {
    Map<String, Start> starts = new LinkedHashMap<>();
    starts.put(
        "`Snapshot.open`",
        () -> FirstAnswer.inProcesses(1, "snapshot", collection.toString()).getFirst());
    starts.put(
        "`VectorStore.open`",
        () ->
            FirstAnswer.inProcesses(1, "store", collection.toString(), Stages.json(model))
                .getFirst());
    for (String mode : List.of("keyword", "vector", "hybrid")) {
      starts.put("nearfield search --mode " + mode, () -> command(mode));
    }
    return starts;
  }

  private Opened command(String mode) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                home.resolve("bin/nearfield").toString(),
                "search",
                "effects of treatment on tumor growth",
                "--collection",
                collection.toAbsolutePath().toString(),
                "--mode",
                mode,
                "--no-distance",
                "-k",
                "10")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("The command failed: " + said);
    }
    return new Opened(0, 0, 0, (System.nanoTime() - start) / 1e6);
  }

  private void write(Path folder, Surroundings now, int size, int real) throws IOException {
    StringBuilder page = new StringBuilder("# Opening\n\n").append(now.markdown());
    page.append(
        String.format(
            Locale.ROOT,
            "%n%,d chunks, the first %,d of them real; medians of %d, in milliseconds. Cold: the"
                + " files of the collection, and of the command its jars, were put out of the page"
                + " cache; Java itself was in it.%n%n| | | open | first answer | second answer |"
                + " process |%n| --- | --- | --- | --- | --- | --- |%n",
            size,
            real,
            warm.values().iterator().next().size()));
    for (String name : warm.keySet()) {
      row(page, name, "warm", FirstAnswer.median(warm.getOrDefault(name, List.of())));
      row(page, name, "cold", FirstAnswer.median(cold.getOrDefault(name, List.of())));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("opening.md"), page);
    Stages.write(
        folder.resolve("opening.json"),
        Map.of("surroundings", now.markdown().strip(), "warm", warm, "cold", cold));
    System.out.print(page);
  }

  private static void row(StringBuilder page, String name, String state, Opened opened) {
    page.append("| ").append(name).append(" | ").append(state).append(" |");
    for (double time :
        new double[] {opened.openMs(), opened.firstMs(), opened.secondMs(), opened.process()}) {
      page.append(time == 0 ? " – |" : String.format(Locale.ROOT, " %.0f |", time));
    }
    page.append('\n');
  }
}
