package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.RandomFilters;
import dev.nearfield.model.Hit;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.lucene.util.IOUtils;

/** The store's filters against brute force: random documents, filters, deletions and segments. */
final class FilteredSearchPropertiesTest {
  private static final int FILTERS = 50;

  @Property(tries = 8, seed = "20261121", shrinking = ShrinkingMode.OFF)
  void filtersMatchWhatBruteForceMatches(@ForAll Random random) throws IOException {
    Path folder = Files.createTempDirectory("filters");
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(8))) {
      RandomFilters generator = new RandomFilters(random);
      Map<String, SourceDocument> model = new HashMap<>();
      fill(store, model, generator, random);
      for (int i = 0; i < FILTERS; i++) {
        assertSame(store, model, generator.filter());
      }
      Filter doomed = generator.filter();
      store.delete(doomed);
      model.values().removeIf(doomed::matches);
      assertEquals(model.keySet(), found(store, SearchRequest.vector("word").limit(1_000)));
      assertEquals(model.size(), store.count());
    } finally {
      IOUtils.rm(folder);
    }
  }

  private static void assertSame(
      VectorStore store, Map<String, SourceDocument> model, Filter filter) {
    Set<String> expected = matching(model, filter);
    try (Snapshot snapshot = store.snapshot()) {
      assertEquals(expected.size(), snapshot.count(filter), filter.toString());
      assertEquals(expected, ids(snapshot.list(filter, null, 1_000)), filter.toString());
    }
    for (SearchMode mode : SearchMode.values()) {
      SearchRequest request = SearchRequest.of(mode, "common word").where(filter).limit(1_000);
      assertEquals(expected, found(store, request), mode + " where " + filter);
    }
  }

  private static void fill(
      VectorStore store,
      Map<String, SourceDocument> model,
      RandomFilters generator,
      Random random) {
    for (int i = 0; i < 120; i++) {
      String id = "d" + random.nextInt(90);
      if (random.nextInt(6) == 0) {
        store.delete(id);
        model.remove(id);
      } else {
        store.add(
            generator.document(id).withText("a common word and number " + i).withExpires(null));
        model.put(id, store.get(id).orElseThrow());
      }
      if (random.nextInt(20) == 0) {
        store.commit();
      }
    }
  }

  private static Set<String> matching(Map<String, SourceDocument> model, Filter filter) {
    return model.values().stream()
        .filter(filter::matches)
        .map(SourceDocument::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(VectorStore store, SearchRequest request) {
    return store.search(request).stream()
        .map(Hit::documentId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ids(List<SourceDocument> documents) {
    return documents.stream()
        .map(SourceDocument::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
