package dev.nearfield.eval.experiment;

import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.ingest.Readers;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Volumes of documents that are stacked; see {@link Stacking}. */
final class StackedVolumes implements Material {
  private static final FileTime ALWAYS = FileTime.fromMillis(0);

  private final String name;
  private final Stacking.Form form;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<Stacked>> volumes = new HashMap<>();

  private record Stacked(String id, int start, int end) {
    int shared(Chunk chunk) {
      return Math.min(end, chunk.end()) - Math.max(start, chunk.start());
    }
  }

  private StackedVolumes(String name, Stacking.Form form) {
    this.name = name;
    this.form = form;
  }

  static StackedVolumes of(BeirDataset dataset, Stacking stacking) {
    var stacked = new StackedVolumes(dataset.name() + "-" + stacking, stacking.form());
    List<SourceDocument> shuffled = chosen(dataset, stacking);
    for (int from = 0; from < shuffled.size(); from += stacking.each()) {
      int to = Math.min(from + stacking.each(), shuffled.size());
      stacked.stack(from / stacking.each() + 1, shuffled.subList(from, to));
    }
    return stacked;
  }

  private static List<SourceDocument> chosen(BeirDataset dataset, Stacking stacking) {
    Set<String> judged = new HashSet<>();
    for (String split : dataset.splits()) {
      Qrels qrels = dataset.qrels(split);
      qrels.queryIds().forEach(query -> judged.addAll(qrels.grades(query).keySet()));
    }
    List<SourceDocument> chosen = new ArrayList<>();
    List<SourceDocument> others = new ArrayList<>();
    try (Stream<SourceDocument> documents = dataset.documents()) {
      documents.forEach(one -> (judged.contains(one.id()) ? chosen : others).add(one));
    }
    int most = chosen.size() + others.size();
    if (stacking.documents() < chosen.size() || stacking.documents() > most) {
      throw new InvalidInputException(
          dataset.name()
              + " has "
              + chosen.size()
              + " judged documents and "
              + most
              + " in all; stack a number between them, not "
              + stacking.documents()
              + ".");
    }
    Random random = new Random(stacking.seed());
    Collections.shuffle(others, random);
    chosen.addAll(others.subList(0, stacking.documents() - chosen.size()));
    Collections.shuffle(chosen, random);
    return chosen;
  }

  private void stack(int number, List<SourceDocument> documents) {
    var text = new StringBuilder(form.beginning(number));
    List<Stacked> stacked = new ArrayList<>();
    for (SourceDocument one : documents) {
      int start = text.length();
      text.append(form.section(line(one.title()), line(one.text())));
      stacked.add(new Stacked(one.id(), start, text.length()));
    }
    texts.put(form.fileName(number), text.toString());
    volumes.put(form.fileName(number), stacked);
  }

  private static String line(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").strip().replaceAll("\\s+", " ");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long documents() {
    return volumes.size();
  }

  /** As a reader of files gives them, from files that are written for the moment. */
  @Override
  public IngestReport addTo(VectorStore store, Consumer<IngestReport> progress) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      for (Map.Entry<String, String> volume : texts.entrySet()) {
        Path file = folder.path().resolve(volume.getKey());
        Files.writeString(file, volume.getValue());
        Files.setLastModifiedTime(file, ALWAYS);
      }
      try (Stream<Outcome> outcomes = Readers.standard().read(Folder.of(folder.path()))) {
        return store.addRead(outcomes.map(StackedVolumes::document), progress);
      }
    } catch (IOException e) {
      throw new StorageException("The stacked volumes cannot be written: " + e, e);
    }
  }

  private static ReadDocument document(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Read read -> read.document();
      case Outcome.Failed failed -> throw new IllegalStateException(failed.toString());
      case Outcome.Skipped skipped -> throw new IllegalStateException(skipped.toString());
    };
  }

  @Override
  public SystemResult measure(Evaluation evaluation, Snapshot snapshot, SearchSystem system) {
    Map<String, List<String>> answers = new HashMap<>();
    for (String volume : volumes.keySet()) {
      answers.put(
          volume, snapshot.chunks(volume).stream().map(chunk -> answer(volume, chunk)).toList());
    }
    return evaluation.run(
        snapshot,
        system,
        chunk -> answers.getOrDefault(chunk.documentId(), List.of()).get(chunk.ordinal()));
  }

  /** The document of which a chunk of a volume holds the most. */
  private String answer(String volume, Chunk chunk) {
    Stacked best = null;
    for (Stacked candidate : volumes.getOrDefault(volume, List.of())) {
      if (best == null || candidate.shared(chunk) > best.shared(chunk)) {
        best = candidate;
      }
    }
    return Objects.requireNonNull(best, volume).id();
  }
}
