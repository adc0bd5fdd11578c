package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of a store beside a sorted map that is told the same. */
final class StoreModelTest {
  private static final int STEPS = 250;
  private static final int IDS = 40;
  private static final int WORDS = 12;
  private static final int ALL = 1_000;

  private final HashingEmbedder embedder = new HashingEmbedder(16);
  private final Map<String, SourceDocument> model = new TreeMap<>();
  private Map<String, SourceDocument> committed = Map.of();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theStoreHoldsAndFindsWhatTheModelDoes(long seed) {
    Random random = new Random(seed);
    VectorStore store = open();
    try {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> add(store, List.of(document(random)));
          case 4 -> add(store, IntStream.range(0, 8).mapToObj(i -> document(random)).toList());
          case 5 -> add(store, List.of(otherMetadata(random)));
          case 6, 7 -> {
            String id = "d" + random.nextInt(IDS);
            store.delete(id);
            model.remove(id);
          }
          case 8 -> {
            store.commit();
            committed = Map.copyOf(model);
          }
          case 9 -> {
            store.close();
            committed = Map.copyOf(model);
            store = open();
          }
          default -> compare(store, random);
        }
      }
      compare(store, random);
    } finally {
      store.close();
    }
  }

  private VectorStore open() {
    return VectorStore.open(folder, embedder, StoreOptions.defaults().analyzer("standard"));
  }

  private void add(VectorStore store, List<SourceDocument> documents) {
    int embeddedBefore = embedder.embeddedDocuments();
    IngestReport report = store.addAll(documents.stream());
    documents.forEach(document -> model.put(document.id(), document));
    assertEquals(documents.size(), report.documents());
    assertEquals(embedder.embeddedDocuments() - embeddedBefore, report.chunks());
  }

  /** Few words and few ids: texts and vectors often repeat, and documents are often replaced. */
  private static SourceDocument document(Random random) {
    List<String> words = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      words.add("word" + random.nextInt(WORDS));
    }
    SourceDocument document =
        SourceDocument.of("d" + random.nextInt(IDS), String.join(" ", words), metadata(random));
    return random.nextInt(3) == 0
        ? document.withTitle("word" + random.nextInt(WORDS)).withSource("file" + random.nextInt(3))
        : document;
  }

  private static Metadata metadata(Random random) {
    return random.nextBoolean()
        ? Metadata.of("year", 2000 + random.nextInt(3))
        : Metadata.of("year", "about " + random.nextInt(3), "tags", List.of("b", "a"));
  }

  private SourceDocument otherMetadata(Random random) {
    SourceDocument any =
        model.values().stream().skip(random.nextInt(model.size() + 1)).findFirst().orElse(null);
    return any == null ? document(random) : any.withMetadata(metadata(random));
  }

  private void compare(VectorStore store, Random random) {
    assertEquals(model.size(), store.count());
    for (int i = 0; i < IDS; i++) {
      assertEquals(model.get("d" + i), store.get("d" + i).map(StoreModelTest::given).orElse(null));
    }
    compareKeyword(store, random);
    compareVector(store, random);
    try (Snapshot lastCommit = Snapshot.open(folder)) {
      assertEquals(committed.size(), lastCommit.count());
      committed.forEach(
          (id, document) -> assertEquals(document, given(lastCommit.get(id).orElseThrow())));
    }
  }

  /** Without the times that the store puts. */
  private static SourceDocument given(SourceDocument stored) {
    assertTrue(stored.created() != null && stored.updated() != null);
    return stored.withTimes(null, null);
  }

  private void compareKeyword(VectorStore store, Random random) {
    Set<String> question = Set.of("word" + random.nextInt(WORDS), "missing");
    Set<String> expected =
        model.values().stream()
            .filter(document -> !document.text().isBlank())
            .filter(document -> !Collections.disjoint(words(document), question))
            .map(SourceDocument::id)
            .collect(Collectors.toCollection(TreeSet::new));
    SearchRequest request = SearchRequest.keyword(String.join(" ", question)).limit(ALL);
    assertEquals(expected, ids(store.search(request).list()));
  }

  private static List<String> words(SourceDocument document) {
    return Arrays.asList(searched(document).split(" "));
  }

  private static String searched(SourceDocument document) {
    return document.title() == null ? document.text() : document.title() + " " + document.text();
  }

  private void compareVector(VectorStore store, Random random) {
    String text = "word" + random.nextInt(WORDS) + " word" + random.nextInt(WORDS);
    Embedding question = embedder.embedQuery(text);
    Map<String, Double> cosines = new TreeMap<>();
    model.values().stream()
        .filter(document -> !document.text().isBlank())
        .forEach(
            document ->
                cosines.put(
                    document.id(), question.cosine(embedder.embedQuery(searched(document)))));
    List<Double> best = cosines.values().stream().sorted(Comparator.reverseOrder()).toList();
    for (int limit : new int[] {1, 5, ALL}) {
      List<Hit> hits = store.search(SearchRequest.vector(text).limit(limit)).list();
      assertEquals(Math.min(limit, cosines.size()), hits.size());
      assertEquals(hits.size(), ids(hits).size());
      for (int i = 0; i < hits.size(); i++) {
        double cosine = cosines.getOrDefault(hits.get(i).documentId(), Double.NaN);
        assertEquals(1 - cosine, hits.get(i).distance(), 1e-6);
        assertEquals(best.get(i), cosine, 1e-6);
      }
    }
  }

  private static Set<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::documentId).collect(Collectors.toCollection(TreeSet::new));
  }
}
