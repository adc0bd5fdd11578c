package dev.nearfield.store;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * A small collection that has something of everything: a segment of single files with a graph, two
 * compound ones, deleted documents in each, copies of vectors, every type of metadata, documents
 * without text.
 */
final class VariedCollection {
  static final int DIMENSION = 16;
  private static final int FIRST = 120;
  private static final int NEXT = 25;

  private VariedCollection() {}

  static VectorStore open(Path folder) {
    return VectorStore.open(
        folder,
        new HashingEmbedder(DIMENSION),
        StoreOptions.defaults().chunker(Chunkers.sentences(12, 0)));
  }

  static void create(Path folder) throws IOException {
    Random random = new Random(11);
    int next = add(folder, 0, FIRST, random);
    next = add(folder, next, NEXT, random);
    mergeToSingleFiles(folder);
    for (int segment = 0; segment < 2; segment++) {
      next = add(folder, next, NEXT, random);
    }
    try (VectorStore store = open(folder)) {
      for (int i = 3; i < next; i += 11) {
        store.delete("d" + i);
      }
    }
  }

  private static int add(Path folder, int from, int count, Random random) {
    try (VectorStore store = open(folder)) {
      for (int i = from; i < from + count; i++) {
        store.add(document(i, random));
      }
    }
    return from + count;
  }

  private static void mergeToSingleFiles(Path folder) throws IOException {
    IndexWriterConfig configuration =
        new IndexWriterConfig()
            .setParentField(Fields.PARENT)
            .setMergePolicy(new TieredMergePolicy())
            .setUseCompoundFile(false);
    configuration.getMergePolicy().setNoCFSRatio(0);
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, configuration)) {
      writer.forceMerge(1);
    }
  }

  private static SourceDocument document(int i, Random random) {
    StringBuilder text = new StringBuilder();
    int sentences = i % 13 == 0 ? 0 : 1 + random.nextInt(4);
    for (int sentence = 0; sentence < sentences; sentence++) {
      text.append("The number is");
      for (int word = 0; word < 8; word++) {
        text.append(" word").append((int) Math.abs(random.nextGaussian() * 40));
      }
      text.append(". ");
    }
    if (i % 9 == 5) {
      text = new StringBuilder("This page is intentionally left blank.");
    }
    Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i);
    Metadata metadata =
        Metadata.of(
            java.util.Map.of(
                "lang",
                i % 2 == 0 ? "en" : "de",
                "year",
                2000 + i % 20,
                "price",
                i / 7.0,
                "open",
                i % 3 == 0,
                "seen",
                time,
                "tags",
                i % 5 == 0 ? List.of() : List.of("t" + i % 4, "all")));
    return new SourceDocument(
        "d" + i,
        i % 4 == 0 ? null : "Title " + i % 6,
        text.toString(),
        i % 10 == 0 ? "A summary of " + i : null,
        "file" + i / 10,
        time,
        time,
        i % 17 == 0 ? Instant.parse("2999-01-01T00:00:00Z") : null,
        metadata);
  }
}
