package dev.nearfield.store;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Hit;
import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Uses damaged collections in a process of its own, which may be killed by them. Reads a folder a
 * line, preceded by {@code read} or {@code write}, and answers a line: {@code answers} and a hash
 * of all that was read, {@code told} and a sentence of ours, or {@code raw} and an error of another
 * kind.
 */
public final class DamageProbe {
  private static final List<String> QUESTIONS =
      List.of("word3 word7 number", "title 3 word11", "this page is blank");

  private final List<String> told = new ArrayList<>();
  private final List<String> raw = new ArrayList<>();
  private final StringBuilder answers = new StringBuilder();

  private DamageProbe() {}

  /** Runs until the input ends. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split(" ", 2);
      DamageProbe probe = new DamageProbe();
      if (parts[0].equals("read")) {
        probe.attempt(() -> probe.read(Path.of(parts[1])));
      } else {
        probe.attempt(() -> probe.write(Path.of(parts[1])));
      }
      System.out.println(probe.result());
    }
  }

  private String result() {
    if (!raw.isEmpty()) {
      return "raw " + oneLine(raw.getFirst());
    }
    return told.isEmpty()
        ? "answers " + answers.toString().hashCode() + " " + answers.length()
        : "told " + oneLine(told.getFirst());
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (NearfieldException e) {
      told.add(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      raw.add(e.toString());
    }
  }

  private void read(Path folder) {
    try (Snapshot snapshot =
        Snapshot.open(folder, new HashingEmbedder(VariedCollection.DIMENSION))) {
      attempt(() -> say(snapshot.count() + " " + snapshot.chunkCount()));
      for (String question : QUESTIONS) {
        for (SearchRequest request :
            List.of(
                SearchRequest.keyword(question),
                SearchRequest.vector(question).candidates(10),
                SearchRequest.vector(question).exactly(),
                SearchRequest.hybrid(question)
                    .where(Filter.parse("lang = 'en' AND year >= 2005 AND tags IN ('t1', 't3')")),
                SearchRequest.hybrid(question)
                    .where(Filter.parse("price > 3.5 OR open = true"))
                    .explain())) {
          attempt(() -> snapshot.search(request.limit(20)).forEach(this::say));
        }
      }
      for (String key : List.of("lang", "year", "price", "open", "seen", "tags", "$source")) {
        attempt(
            () -> {
              Map<String, Integer> counts = new TreeMap<>();
              snapshot.values(Key.of(key)).forEach((value, n) -> counts.put("" + value, n));
              say(counts);
            });
      }
      attempt(
          () -> {
            List<SourceDocument> page = snapshot.list(null, 50);
            while (!page.isEmpty()) {
              page.forEach(this::say);
              page = snapshot.list(page.getLast().id(), 50);
            }
          });
      for (int i = 0; i < 200; i++) {
        String id = "d" + i;
        attempt(() -> say(snapshot.getEmbedded(id)));
      }
      attempt(() -> say(snapshot.containing("word5", false, 100).size()));
    }
  }

  private void write(Path folder) {
    try (VectorStore store = VariedCollection.open(folder)) {
      attempt(() -> store.add(SourceDocument.of("new", "A new document with word3.")));
      attempt(() -> store.delete(Filter.parse("year = 2003")));
      attempt(store::commit);
      attempt(() -> say(store.count()));
      attempt(() -> store.search(SearchRequest.hybrid("new word3")).forEach(this::say));
    }
  }

  private void say(Object answer) {
    switch (answer) {
      case Hit hit ->
          answers
              .append(hit.documentId())
              .append(hit.chunk())
              .append(hit.score())
              .append(hit.distance())
              .append(hit.metadata());
      case java.util.Optional<?> document -> {
        answers.append(document);
        document.ifPresent(
            found ->
                ((dev.nearfield.model.EmbeddedDocument) found)
                    .chunks()
                    .forEach(chunk -> answers.append(chunk.embedding().hashCode())));
      }
      default -> answers.append(answer);
    }
    answers.append('\n');
  }
}
