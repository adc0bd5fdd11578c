package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Analyzers;
import dev.nearfield.store.Block;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.Collection;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.DocumentQueries;
import dev.nearfield.store.Fields;
import dev.nearfield.store.FilterQueries;
import dev.nearfield.store.FoundChunk;
import dev.nearfield.store.Manifest;
import dev.nearfield.store.MetadataFields;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The room beneath the front door, where Lucene is in sight. */
final class CollectionExamplesTest {
  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aBlockIsWrittenAndReadBack() throws IOException {
    // @start region="collection"
    Clock clock = Clock.systemUTC();
    Manifest fresh =
        Manifest.fresh(ModelIdentity.external("rgb", 3), "en", "whole()", clock.instant());
    SourceDocument rust =
        SourceDocument.of("rust", "A warm red", Metadata.of("year", 2024))
            .withTimes(clock.instant(), clock.instant());
    EmbeddedChunk chunk =
        new EmbeddedChunk(Chunk.whole(rust.text()), Embedding.of(0.7f, 0.2f, 0.1f));
    try (Collection collection = Collection.open(folder, fresh, clock)) {
      collection.put(new Block(rust, List.of(chunk), "hash of text and model"));
      collection.commit();
      try (CollectionView view = collection.view()) {
        int doc = view.find("rust").orElseThrow(); // Lucene's number of the document
        Block block = view.blocks().block(doc);
        System.out.println(block.document().equals(rust) + " " + block.chunks().size());
      }
    }
    // @end
    assertEquals("true 1\n", printed.take());
    // @start region="lucene"
    try (CollectionView view = CollectionView.open(folder, clock)) {
      IndexSearcher searcher = view.searcher();
      System.out.println(MetadataFields.name(MetadataFields.Type.LONG, "year")); // as Luke shows it
      System.out.println(searcher.count(FilterQueries.of(Filter.parse("year >= 2020"))));
      BlockReader blocks = view.blocks();
      for (ScoreDoc found :
          searcher.search(new TermQuery(new Term(Fields.TEXT, "warm")), 10).scoreDocs) {
        FoundChunk read = blocks.chunk(found.doc);
        Embedding exact = blocks.embedding(found.doc); // as it was given
        System.out.println(read.documentId() + " " + exact.equals(chunk.embedding()));
      }
    }
    // @end
    assertEquals("meta.long.year\n2\nrust true\n", printed.take());
    try (CollectionView view = CollectionView.open(folder, clock)) {
      // @start region="documents"
      DocumentQueries documents = view.documents();
      int recent = documents.count(Filter.parse("year >= 2020"));
      Map<MetadataValue, Integer> years = documents.values(Key.metadata("year"), null);
      // @end
      assertEquals(1, recent);
      assertEquals(Map.of(MetadataValue.of(2024), 1), years);
    }
    // @start region="analyzers"
    boolean known = Analyzers.names().contains("de");
    // @end
    assertTrue(known);
  }
}
