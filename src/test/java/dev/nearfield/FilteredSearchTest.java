package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.filter.RandomFilters;
import dev.nearfield.model.Hit;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's filters against brute force: random documents, filters, deletions and segments. */
final class FilteredSearchTest {
  private static final int FILTERS = 100;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void filtersMatchWhatBruteForceMatches(long seed) {
    Random random = new Random(seed);
    RandomFilters generator = new RandomFilters(random);
    Map<String, SourceDocument> model = new HashMap<>();
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(8))) {
      fill(store, model, generator, random);
      for (int i = 0; i < FILTERS; i++) {
        Filter filter = generator.filter();
        Set<String> expected = matching(model, filter);
        try (Snapshot snapshot = store.snapshot()) {
          assertEquals(expected.size(), snapshot.count(filter), filter.toString());
          assertEquals(expected, ids(snapshot.list(filter, null, 1_000)), filter.toString());
        }
        for (SearchMode mode : List.of(SearchMode.KEYWORD, SearchMode.VECTOR, SearchMode.HYBRID)) {
          SearchRequest request = SearchRequest.of(mode, "common word").where(filter).limit(1_000);
          assertEquals(expected, found(store, request), mode + " where " + filter);
        }
      }
      Filter doomed = generator.filter();
      store.delete(doomed);
      model.values().removeIf(doomed::matches);
      assertEquals(model.keySet(), found(store, SearchRequest.vector("word").limit(1_000)));
      assertEquals(model.size(), store.count());
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

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40})
  void pagesHoldEveryDocumentOnceWhileOthersAreWritten(int size) {
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(8))) {
      for (int i = 0; i < 100; i++) {
        store.add(SourceDocument.of(String.format("d%03d", i), "text " + i));
      }
      List<String> seen = new ArrayList<>();
      String after = null;
      while (true) {
        List<SourceDocument> page;
        try (Snapshot snapshot = store.snapshot()) {
          page = snapshot.list(Filters.exists(Key.ID), after, size);
        }
        if (page.isEmpty()) {
          break;
        }
        page.forEach(document -> seen.add(document.id()));
        after = page.getLast().id();
        store.add(SourceDocument.of("a" + seen.size(), "written behind the reader"));
      }
      assertEquals(100, seen.size());
      assertTrue(seen.stream().allMatch(id -> id.startsWith("d")));
    }
  }
}
