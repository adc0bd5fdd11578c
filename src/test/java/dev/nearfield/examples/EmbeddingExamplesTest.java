package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.CacheStatistics;
import dev.nearfield.CachedEmbedder;
import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.embed.LazyEmbedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.embed.Pooling;
import dev.nearfield.embed.onnx.CacheLocation;
import dev.nearfield.embed.onnx.OnnxEmbedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.TokenCounter;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Loading models and embedding texts. */
final class EmbeddingExamplesTest {
  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void textsAreEmbedded() {
    // @start region="embed"
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL)) {
      Embedding question = embedder.embedQuery("When do I get my money back?");
      List<Embedding> texts =
          embedder.embedDocuments(
              List.of("Refunds are paid within 30 days.", "Parcels arrive in three days."));
      System.out.println(question.cosine(texts.get(0)) > question.cosine(texts.get(1)));
    }
    // @end
    assertEquals("true\n", printed.take());
  }

  @Test
  void tokensAreCounted() {
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL)) {
      // @start region="tokens"
      TokenCounter counter = embedder.tokenCounter();
      int tokens = counter.count("Refunds are paid within 30 days.");
      boolean fits = tokens + 2 <= embedder.identity().tokenLimit(); // two special tokens
      // @end
      assertEquals(8, tokens);
      assertTrue(fits);
    }
  }

  @Test
  void aModelIsLoadedOnlyWhenItIsNeeded() {
    try (VectorStore store = VectorStore.open(folder, Embedders.lazy(Embedders.DEFAULT_MODEL))) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
    }
    // @start region="lazy"
    ModelCard card = ModelCard.named("all-minilm-l6-v2");
    try (Embedder embedder = new LazyEmbedder(card.identity(), () -> OnnxEmbedder.load(card));
        Snapshot snapshot = Snapshot.open(folder, embedder)) {
      SearchRequest words = SearchRequest.keyword("refunds").withoutDistances();
      System.out.println(snapshot.search(words).size()); // the model is not loaded
      SearchRequest meaning = SearchRequest.vector("money back");
      System.out.println(snapshot.search(meaning).size()); // now it is
    }
    // @end
    assertEquals("1\n1\n", printed.take());
  }

  @Test
  void theCacheIsInAFolder() {
    // @start region="cache"
    Optional<Path> cache = CacheLocation.current();
    cache.ifPresent(path -> System.out.println("Unpacked files are in " + path));
    // @end
    assertTrue(printed.take().startsWith("Unpacked files are in "));
  }

  @Test
  void noTextIsEmbeddedTwice() {
    // @start region="cached"
    Path cache = folder.resolve("cache-all-minilm-l6-v2");
    List<String> texts = List.of("Refunds are paid within 30 days.", "Parcels travel by rail.");
    for (String time : List.of("first", "second")) {
      try (CachedEmbedder embedder = Embedders.cached(Embedders.lazy("all-minilm-l6-v2"), cache)) {
        embedder.embedDocuments(texts);
        CacheStatistics statistics = embedder.statistics();
        System.out.println(time + ": " + statistics.found() + " of " + texts.size() + " found");
      }
    }
    // @end
    assertEquals("first: 0 of 2 found\nsecond: 2 of 2 found\n", printed.take());
  }

  @Test
  void aCardSaysHowAModelIsUsed() throws IOException {
    Path file = folder.resolve("my-model.yaml");
    ModelCard known = ModelCard.named("all-minilm-l6-v2");
    Files.writeString(
        file,
        """
        name: my-model
        onnx: %s
        tokenizer: %s
        sha256: %s
        dimension: 384
        pooling: mean
        normalize: true
        queryPrefix: "query: "
        documentPrefix: "passage: "
        tokenLimit: 256
        """
            .formatted(known.onnx(), known.tokenizer(), known.sha256()));
    // @start region="card"
    ModelCard card = ModelCard.read(file);
    ModelIdentity identity = card.identity(); // what a collection keeps of the model
    boolean mean = card.pooling() == Pooling.MEAN;
    try (Embedder embedder = OnnxEmbedder.load(card)) {
      System.out.println(embedder.embedQuery("refunds")); // with the card's query prefix
    }
    // @end
    assertEquals("Embedding[384 dimensions, length 1.0]\n", printed.take());
    assertEquals("my-model", identity.name());
    assertTrue(mean);
  }

  /** An embedder of one's own is an implementation of the interface. */
  @Test
  void anyEmbedderFitsAStore() {
    try (Embedder own = new HashingEmbedder(16);
        VectorStore store = VectorStore.open(folder, own)) {
      assertEquals(16, store.manifest().model().dimension());
    }
  }
}
