package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.IngestOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.ingest.Folder;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.Place;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index-format page names every field and every key of the manifest that an index has. */
final class IndexFormatPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.dir", "."), "src", "site", "markdown", "index-format.md");

  @TempDir private Path folder;
  @TempDir private Path files;

  @Test
  void everyFieldAndKeyIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    fill();
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Set<String> names = new TreeSet<>();
      FieldInfos.getMergedFieldInfos(reader).forEach(field -> names.add(field.name));
      assertTrue(names.size() >= 35, names.toString());
      Set<String> keys = reader.getIndexCommit().getUserData().keySet();
      assertTrue(keys.contains("nearfield.search.fusion"), keys.toString());
      assertEquals(List.of(), missing(page, shown(names)));
      assertEquals(List.of(), missing(page, keys));
    }
  }

  private static Set<String> shown(Set<String> names) {
    return names.stream()
        .map(name -> name.startsWith("meta.") ? name.replaceAll("[^.]+$", "<key>") : name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> missing(String page, Collection<String> names) {
    return names.stream().filter(name -> !page.contains("`" + name + "`")).toList();
  }

  private void fill() throws IOException {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Metadata metadata =
        Metadata.of(
            "s",
            "x",
            "l",
            1,
            "d",
            1.5,
            "b",
            true,
            "t",
            now,
            "list",
            List.of("a"),
            "none",
            List.of());
    SourceDocument document =
        new SourceDocument(
            "d", "title", "one two", "summary", "source", now, now, now.plusSeconds(9), metadata);
    try (VectorStore store = VectorStore.open(folder, ModelIdentity.external("given", 2))) {
      Embedding same = Embedding.of(1, 2);
      store.add(
          document,
          List.of(
              new EmbeddedChunk(new Chunk(0, 0, 3, "one"), new Place("Heading", 1), same),
              new EmbeddedChunk(new Chunk(1, 4, 7, "two"), Place.NONE, same)));
      store.searchDefaults(new SearchDefaults(Fusion.rrf(60), 100, Bm25.LUCENE));
      Path file = Files.writeString(files.resolve("a.txt"), " ");
      assertEquals(1, store.ingest(Folder.of(file), IngestOptions.defaults()).read());
    }
  }
}
