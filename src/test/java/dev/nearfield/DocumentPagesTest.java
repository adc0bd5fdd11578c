package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentPagesTest {
  @TempDir private Path folder;

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
