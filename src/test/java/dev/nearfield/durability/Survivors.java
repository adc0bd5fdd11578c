package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/** Looks at what is left of a collection. */
final class Survivors {
  private static final int ALL = 1_000;

  private Survivors() {}

  static Map<String, SourceDocument> documents(Snapshot snapshot) {
    Map<String, SourceDocument> documents = new TreeMap<>();
    snapshot.list(null, ALL).forEach(document -> documents.put(document.id(), document));
    return documents;
  }

  /** The documents, their chunks, and what searches find, against the expected documents. */
  static void requireExactly(
      Map<String, SourceDocument> expected, Snapshot snapshot, Embedder embedder, Random random) {
    assertEquals(expected, documents(snapshot));
    assertEquals(expected.size(), snapshot.count());
    Map<String, String> searched = new TreeMap<>();
    for (SourceDocument document : expected.values()) {
      List<Chunk> chunks =
          Plan.chunker().chunk(ReadDocument.of(document), embedder.tokenCounter()).stream()
              .map(PlacedChunk::chunk)
              .toList();
      assertEquals(chunks, snapshot.chunks(document.id()), document.id());
      chunks.forEach(
          chunk -> searched.put(document.id() + "#" + chunk.ordinal(), text(document, chunk)));
    }
    assertEquals(searched.size(), snapshot.chunkCount());
    requireKeywords(searched, snapshot, "w" + random.nextInt(Plan.WORDS));
    requireNeighbours(
        searched,
        snapshot,
        embedder,
        "w" + random.nextInt(Plan.WORDS) + " w" + random.nextInt(Plan.WORDS));
  }

  private static String text(SourceDocument document, Chunk chunk) {
    String title = document.title();
    return title == null ? chunk.text() : title + " " + chunk.text();
  }

  private static void requireKeywords(
      Map<String, String> searched, Snapshot snapshot, String word) {
    List<String> expected =
        searched.entrySet().stream()
            .filter(chunk -> words(chunk.getValue()).contains(word))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    List<Hit> hits = snapshot.search(SearchRequest.keyword(word).limit(ALL)).list();
    assertEquals(expected, hits.stream().map(Survivors::name).sorted().toList(), word);
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\W+"));
  }

  private static void requireNeighbours(
      Map<String, String> searched, Snapshot snapshot, Embedder embedder, String question) {
    Embedding vector = embedder.embedQuery(question);
    Map<String, Double> cosines = new TreeMap<>();
    searched.forEach((name, text) -> cosines.put(name, vector.cosine(embedder.embedQuery(text))));
    List<Double> best = cosines.values().stream().sorted(Comparator.reverseOrder()).toList();
    SearchRequest ask = SearchRequest.vector(question).limit(ALL);
    for (SearchRequest request : List.of(ask, ask.exactly(), ask.limit(5))) {
      List<Hit> hits = snapshot.search(request).list();
      assertEquals(Math.min(request.limit(), best.size()), hits.size(), request.toString());
      for (int i = 0; i < hits.size(); i++) {
        double cosine = cosines.getOrDefault(name(hits.get(i)), Double.NaN);
        assertEquals(1 - cosine, hits.get(i).distance(), 1e-5);
        assertEquals(best.get(i), cosine, 1e-5);
      }
    }
  }

  private static String name(Hit hit) {
    return hit.documentId() + "#" + hit.chunk().ordinal();
  }

  /** Lucene's own check, and that each chunk belongs to the document behind it. */
  static void requireSound(Directory directory) throws IOException {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setInfoStream(new PrintStream(told, true, StandardCharsets.UTF_8));
      assertTrue(check.checkIndex().clean, () -> told.toString(StandardCharsets.UTF_8));
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        requireBlocks(leaf.reader());
      }
    }
  }

  private static void requireBlocks(LeafReader segment) throws IOException {
    Bits live = segment.getLiveDocs();
    SortedDocValues ids = segment.getSortedDocValues("id");
    NumericDocValues parents = segment.getNumericDocValues("document");
    StringBuilder open = new StringBuilder();
    for (int doc = 0; doc < segment.maxDoc(); doc++) {
      if (live != null && !live.get(doc)) {
        continue;
      }
      assertTrue(ids.advanceExact(doc), "a member without an id");
      String id = ids.lookupOrd(ids.ordValue()).utf8ToString();
      boolean isParent = parents != null && parents.advanceExact(doc);
      assertTrue(open.isEmpty() || open.toString().equals(id), "a chunk of " + open + " in " + id);
      open.setLength(0);
      open.append(isParent ? "" : id);
    }
    assertEquals("", open.toString(), "chunks without a document");
  }
}
