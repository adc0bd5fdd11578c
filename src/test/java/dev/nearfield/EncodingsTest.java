package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.Footprint;
import dev.nearfield.store.Footprint.Part;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of the encodings page, on real embeddings and with the defaults. A longer run. */
@Tag("long")
final class EncodingsTest {
  private static final int SENTENCES = Integer.getInteger("sentences", 40_000);
  private static final int ROUNDS = 5;

  @TempDir private Path work;

  @Test
  void eachEncodingFindsTheNearestDocuments() {
    measure(RealVectors.documents(work));
  }

  @Test
  void eachEncodingFindsTheNearestSentences() {
    measure(RealVectors.sentences(SENTENCES, work));
  }

  private void measure(RealVectors vectors) {
    Map<VectorEncoding, Snapshot> snapshots = new EnumMap<>(VectorEncoding.class);
    for (VectorEncoding encoding : VectorEncoding.values()) {
      snapshots.put(encoding, Snapshot.open(collection(vectors, encoding)));
    }
    Snapshot full = Objects.requireNonNull(snapshots.get(VectorEncoding.FULL));
    List<Set<String>> exact =
        vectors.questions().stream()
            .map(question -> ids(full, SearchRequest.vector(question).exactly()))
            .toList();
    Map<VectorEncoding, double[]> seconds = new EnumMap<>(VectorEncoding.class);
    Map<VectorEncoding, Double> recall = new EnumMap<>(VectorEncoding.class);
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<VectorEncoding, Snapshot> each : snapshots.entrySet()) {
        long begun = System.nanoTime();
        recall.put(each.getKey(), recall(each.getValue(), vectors.questions(), exact));
        seconds.computeIfAbsent(each.getKey(), encoding -> new double[ROUNDS])[round] =
            (System.nanoTime() - begun) / 1e9;
      }
    }
    System.out.println(vectors.texts().size() + " vectors, " + exact.size() + " questions");
    snapshots.forEach(
        (encoding, snapshot) ->
            print(
                snapshot,
                recall.getOrDefault(encoding, Double.NaN),
                exact.size(),
                Objects.requireNonNull(seconds.get(encoding))));
    snapshots.values().forEach(Snapshot::close);
    recall.forEach((encoding, value) -> assertTrue(value >= 0.95, encoding + ": " + value));
  }

  private static void print(Snapshot snapshot, double recall, int questions, double[] seconds) {
    Arrays.sort(seconds);
    Footprint footprint = snapshot.footprint();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.4f | %.0f | %.1f | %.1f | %.1f | %d |%n",
        snapshot.manifest().indexing().encoding(),
        recall,
        questions / seconds[seconds.length / 2],
        footprint.bytes(Part.VECTORS) / 1e6,
        footprint.bytes(Part.QUANTIZED) / 1e6,
        footprint.bytes(Part.GRAPH) / 1e6,
        footprint.offHeapBytes() / snapshot.chunkCount());
  }

  private static double recall(
      Snapshot snapshot, List<Embedding> questions, List<Set<String>> exact) {
    double found = 0;
    for (int i = 0; i < questions.size(); i++) {
      Set<String> ids = ids(snapshot, SearchRequest.vector(questions.get(i)));
      assertEquals(SearchRequest.DEFAULT_LIMIT, ids.size());
      ids.retainAll(exact.get(i));
      found += ids.size();
    }
    return found / (SearchRequest.DEFAULT_LIMIT * questions.size());
  }

  private static Set<String> ids(Snapshot snapshot, SearchRequest request) {
    Set<String> ids = new HashSet<>();
    for (RankedChunk chunk : snapshot.rank(request)) {
      ids.add(chunk.documentId());
    }
    return ids;
  }

  private Path collection(RealVectors vectors, VectorEncoding encoding) {
    Path folder = work.resolve(vectors.texts().size() + "-" + encoding);
    ModelIdentity model = Embedders.card(Embedders.DEFAULT_MODEL).identity();
    StoreOptions options =
        StoreOptions.defaults()
            .chunker(Chunkers.wholeDocument())
            .indexing(VectorIndexing.of(encoding));
    try (VectorStore store = VectorStore.open(folder, model, options)) {
      for (int i = 0; i < vectors.texts().size(); i++) {
        store.add(vectors.texts().get(i), vectors.embeddings().get(i));
      }
      store.optimize();
    }
    return folder;
  }
}
