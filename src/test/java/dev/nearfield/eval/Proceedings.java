package dev.nearfield.eval;

import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.ingest.Readers;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Long documents made of short ones: volumes of 20 abstracts each, in random order, in which it is
 * known where each abstract stands. All abstracts that are judged are there, and as many others as
 * make 2,000. A chunk answers for the abstract of which it holds the most.
 */
final class Proceedings {
  private static final int ABSTRACTS = 2_000;
  private static final int ABSTRACTS_A_VOLUME = 20;
  private static final long SEED = 20;

  /** How the abstracts of a volume are told apart. */
  enum Form {
    /** A Markdown file: a heading of level 1 for the volume, one of level 2 for each abstract. */
    HEADINGS("md", "# Volume %d\n\n", "## %s\n\n%s\n\n"),
    /** A text file in which title and abstract are sentences like any other. */
    RUNNING_TEXT("txt", "Volume %d. ", "%s. %s\n");

    private final String extension;
    private final String beginning;
    private final String section;

    Form(String extension, String beginning, String section) {
      this.extension = extension;
      this.beginning = beginning;
      this.section = section;
    }
  }

  private record Stacked(String id, int start, int end) {
    int shared(Chunk chunk) {
      return Math.min(end, chunk.end()) - Math.max(start, chunk.start());
    }
  }

  private final Path folder;
  private final Map<String, List<Stacked>> volumes = new HashMap<>();

  private Proceedings(Path folder) {
    this.folder = folder;
  }

  /** Writes the volumes of a data set's documents into a folder. */
  static Proceedings write(BeirDataset dataset, Form form, Path folder) throws IOException {
    List<SourceDocument> shuffled = abstracts(dataset);
    var proceedings = new Proceedings(Files.createDirectories(folder));
    for (int from = 0; from < shuffled.size(); from += ABSTRACTS_A_VOLUME) {
      int to = Math.min(from + ABSTRACTS_A_VOLUME, shuffled.size());
      proceedings.write(form, from / ABSTRACTS_A_VOLUME + 1, shuffled.subList(from, to));
    }
    return proceedings;
  }

  private static List<SourceDocument> abstracts(BeirDataset dataset) {
    Set<String> judged = new HashSet<>();
    for (String split : dataset.splits()) {
      Qrels qrels = dataset.qrels(split);
      qrels.queryIds().forEach(query -> judged.addAll(qrels.grades(query).keySet()));
    }
    Random random = new Random(SEED);
    List<SourceDocument> chosen = new ArrayList<>();
    List<SourceDocument> others = new ArrayList<>();
    try (Stream<SourceDocument> documents = dataset.documents()) {
      documents.forEach(one -> (judged.contains(one.id()) ? chosen : others).add(one));
    }
    Collections.shuffle(others, random);
    chosen.addAll(others.subList(0, ABSTRACTS - chosen.size()));
    Collections.shuffle(chosen, random);
    return chosen;
  }

  private void write(Form form, int number, List<SourceDocument> abstracts) throws IOException {
    var text = new StringBuilder(form.beginning.formatted(number));
    List<Stacked> stacked = new ArrayList<>();
    for (SourceDocument one : abstracts) {
      int start = text.length();
      text.append(form.section.formatted(line(one.title()), line(one.text())));
      stacked.add(new Stacked(one.id(), start, text.length()));
    }
    String name = "volume-%03d.%s".formatted(number, form.extension);
    Files.writeString(folder.resolve(name), text);
    volumes.put(name, stacked);
  }

  private static String line(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").strip().replaceAll("\\s+", " ");
  }

  /** The volumes as a reader of their type gives them. */
  Stream<ReadDocument> read() {
    return Readers.standard()
        .read(Folder.of(folder))
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Read read -> read.document();
                  case Outcome.Failed failed -> throw new AssertionError(failed);
                  case Outcome.Skipped skipped -> throw new AssertionError(skipped);
                });
  }

  /** The documents' ids. */
  Set<String> volumes() {
    return volumes.keySet();
  }

  /** The abstract of which a chunk of a volume holds the most. */
  String abstractOf(String volume, Chunk chunk) {
    Stacked best = null;
    for (Stacked candidate : volumes.getOrDefault(volume, List.of())) {
      if (best == null || candidate.shared(chunk) > best.shared(chunk)) {
        best = candidate;
      }
    }
    return Objects.requireNonNull(best, volume).id();
  }
}
