package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Hit;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.Backups;
import dev.nearfield.transfer.JsonLinesExport;
import dev.nearfield.transfer.JsonLinesImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection's own search settings: kept, used, copied, and taken out again. */
final class SearchSettingsTest {
  private static final SearchDefaults OWN =
      new SearchDefaults(Fusion.minMax(0), 300, new Bm25(0, 0));
  private static final SearchRequest ASK =
      SearchRequest.hybrid("apple pie apple tart").withoutDistances();

  private final Embedder embedder = new HashingEmbedder(32);

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void fill() {
    folder = root.resolve("c");
    try (VectorStore store = open()) {
      for (int i = 0; i < 30; i++) {
        store.add(SourceDocument.of("d" + i, "apple pie ".repeat(i % 5 + 1) + "tart " + i));
      }
    }
  }

  private VectorStore open() {
    return VectorStore.open(folder, embedder);
  }

  private static List<Double> scores(Snapshot snapshot, SearchRequest request) {
    return snapshot.search(request).list().stream().map(Hit::score).toList();
  }

  private static SearchRequest told(SearchDefaults settings) {
    return ASK.fuse(settings.fusion()).candidates(settings.candidates()).bm25(settings.bm25());
  }

  @Test
  void searchesUseTheCollectionsSettingsUnlessTold() {
    try (VectorStore store = open();
        Snapshot before = store.snapshot()) {
      assertEquals(SearchDefaults.STANDARD, store.searchDefaults());
      List<Double> standard = scores(before, ASK);
      assertEquals(scores(before, told(SearchDefaults.STANDARD)), standard);
      store.searchDefaults(OWN);
      assertEquals(OWN, store.searchDefaults());
      assertEquals(standard, scores(before, ASK), "a snapshot stays as it is");
      for (Snapshot now : List.of(store.snapshot(), Snapshot.open(folder, embedder))) {
        try (now) {
          assertEquals(OWN, now.searchDefaults());
          assertEquals(scores(now, told(OWN)), scores(now, ASK));
          assertFalse(standard.equals(scores(now, ASK)), "the settings make a difference");
          assertEquals(standard, scores(now, told(SearchDefaults.STANDARD)));
        }
      }
    }
  }

  @Test
  void settingsStayThroughWritesAndAreTakenOut() {
    try (VectorStore store = open()) {
      store.searchDefaults(OWN);
      store.add(SourceDocument.of("more", "apple"));
      store.optimize();
    }
    try (VectorStore store = open()) {
      assertEquals(OWN, store.searchDefaults());
      store.searchDefaults(SearchDefaults.STANDARD);
      assertEquals(Map.of(), store.manifest().search());
    }
    try (Snapshot snapshot = Snapshot.open(folder)) {
      assertEquals(SearchDefaults.STANDARD, snapshot.searchDefaults());
      assertEquals(31, snapshot.count());
    }
  }

  @Test
  void copiesHaveTheSettings() {
    try (VectorStore store = open()) {
      store.searchDefaults(OWN);
      Backups.restore(
          store.backup(root.resolve("backups")).backup().path(), root.resolve("restored"));
    }
    JsonLinesExport.write(folder, root.resolve("c.jsonl"));
    JsonLinesImport.read(root.resolve("c.jsonl"), root.resolve("imported"));
    for (String copy : List.of("imported", "restored")) {
      try (Snapshot snapshot = Snapshot.open(root.resolve(copy))) {
        assertEquals(OWN, snapshot.searchDefaults());
      }
    }
  }

  @Test
  void anExportWithSettingsThatAreNoneIsRefused() throws IOException {
    try (VectorStore store = open()) {
      store.searchDefaults(OWN);
    }
    Path file = root.resolve("c.jsonl");
    JsonLinesExport.write(folder, file);
    Files.writeString(file, Files.readString(file).replace("\"minmax\"", "\"sum\""));
    var e =
        assertThrows(
            InvalidInputException.class, () -> JsonLinesImport.read(file, root.resolve("copy")));
    assertTrue(e.getMessage().contains("fusion must be minmax, rrf or rerank"), e.getMessage());
    assertFalse(Files.exists(root.resolve("copy")));
  }

  @Test
  void settingsThatAnotherProgramBrokeAreToldAndCanBeTakenOut() throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer =
            new IndexWriter(directory, new IndexWriterConfig().setParentField("document"))) {
      Map<String, String> data = new LinkedHashMap<>();
      writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
      data.put("nearfield.search.fusion", "sum");
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    }
    try (VectorStore store = open()) {
      var e = assertThrows(InvalidInputException.class, () -> store.search(ASK));
      assertTrue(e.getMessage().contains("nearfield tune --reset"), e.getMessage());
      store.searchDefaults(SearchDefaults.STANDARD);
      assertEquals(10, store.search(ASK).size());
    }
  }
}
