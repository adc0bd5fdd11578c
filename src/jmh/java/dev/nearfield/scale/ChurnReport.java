package dev.nearfield.scale;

import dev.nearfield.bench.Surroundings;
import dev.nearfield.scale.Churn.Deleted;
import dev.nearfield.scale.Churn.Streamed;
import dev.nearfield.scale.Searching.Speed;
import dev.nearfield.store.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tables of collections that change. */
final class ChurnReport {
  private ChurnReport() {}

  static void write(
      Path folder,
      Surroundings now,
      int size,
      Map<Writing, Streamed> streamed,
      Map<Integer, List<Deleted>> deleted)
      throws IOException {
    StringBuilder page = new StringBuilder("# Churn\n\n").append(now.markdown());
    page.append(
        String.format(
            Locale.ROOT,
            "%n%,d documents, %d candidates, recall@10.%n%n| buffer, MB | segments a tier | merge"
                + " threads | documents/s | heap, MB | searches/s meanwhile | p99 meanwhile, ms |"
                + " segments | recall | searches/s | optimising, s | recall | searches/s |%n| --- |"
                + " --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |%n",
            size,
            Churn.CANDIDATES));
    streamed.forEach(
        (writing, done) ->
            page.append(
                String.format(
                    Locale.ROOT,
                    "| %d | %d | %d | %.0f | %.0f | %.0f | %.2f | %d | %s | %.1f | %s |%n",
                    writing.bufferMegabytes(),
                    writing.segmentsPerTier(),
                    writing.mergeThreads(),
                    done.perSecond(),
                    done.mostHeapBytes() / 1e6,
                    done.streaming().perSecond(),
                    done.streaming().p99Ms(),
                    done.segments(),
                    speed(done.merged()),
                    done.optimizeSeconds(),
                    speed(done.optimized()))));
    page.append(
        "\n| may be deleted, % | deleted, % | deleting, s | segments | entries left | recall |"
            + " searches/s | optimising, s | recall | searches/s |\n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    deleted.forEach(
        (allowed, shares) ->
            shares.forEach(
                done ->
                    page.append(
                        String.format(
                            Locale.ROOT,
                            "| %d | %d | %.1f | %d | %,d | %s | %.1f | %s |%n",
                            allowed,
                            done.percent(),
                            done.deleteSeconds(),
                            done.segments(),
                            done.deletedEntries(),
                            speed(done.before()),
                            done.optimizeSeconds(),
                            speed(done.after())))));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("churn.md"), page);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("surroundings", now.markdown().strip());
    root.put(
        "streamed",
        streamed.entrySet().stream().map(one -> List.of(one.getKey(), one.getValue())).toList());
    root.put("deleted", deleted);
    Stages.write(folder.resolve("churn.json"), root);
  }

  private static String speed(Speed speed) {
    return String.format(
        Locale.ROOT,
        "%.4f | %.0f (%.0f to %.0f)",
        speed.recall(),
        speed.perSecond(),
        speed.least(),
        speed.most());
  }
}
