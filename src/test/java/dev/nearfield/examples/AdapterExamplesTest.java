package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.AdapterOrigin;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.eval.AdapterComparison;
import dev.nearfield.eval.AdapterOutcome;
import dev.nearfield.eval.AdapterSettings;
import dev.nearfield.eval.AdapterTraining;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.JudgedQueries;
import dev.nearfield.model.Embedding;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Adapters of questions. */
final class AdapterExamplesTest {
  private static final Path FIELD_NOTES =
      Path.of(System.getProperty("project.dir", "."), "eval/fieldnotes");

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void anAdapterMovesTheEmbeddingsOfQuestions() {
    Embedder embedder = new HashingEmbedder(4);
    float[] weights = new float[16];
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      // @start region="apply"
      AdapterOrigin origin =
          new AdapterOrigin(
              Instant.now(), "mine/train", 500, 8, 0.5, "hybrid nDCG@10", 500, 0.61, 0.64);
      QueryAdapter adapter = new QueryAdapter(embedder.identity(), origin, weights);
      Embedding adapted = adapter.apply(embedder.embedQuery("how long do refunds take?"));
      store.adapt(adapter); // every text that is asked goes through it from here on
      store.search(SearchRequest.hybrid("how long do refunds take?"));
      store.search(SearchRequest.hybrid("how long do refunds take?").withoutAdapter());
      // @end
      assertTrue(adapted.cosine(embedder.embedQuery("how long do refunds take?")) > 0.999);
    }
  }

  @Test
  void anAdapterIsLearnedFromJudgedQueries() {
    BeirDataset dataset = BeirDataset.open(FIELD_NOTES);
    Embedder embedder = new HashingEmbedder(32);
    try (BeirIndex index = BeirIndex.open(dataset, folder, embedder);
        VectorStore store = index.store()) {
      index.update(report -> {});
      AdapterSettings settings = AdapterSettings.defaults().epochs(3);
      // @start region="train"
      JudgedQueries train = JudgedQueries.of(dataset, "test");
      try (Snapshot now = store.snapshot()) {
        AdapterTraining training =
            new AdapterTraining(now, embedder, settings, Clock.systemUTC(), System.out::println);
        switch (training.train(train, null)) {
          case AdapterOutcome.Learned learned -> store.adapt(learned.adapter());
          case AdapterOutcome.Refused refused -> System.out.println(refused.reason());
        }
      }
      try (Snapshot now = store.snapshot()) {
        AdapterComparison.of(now, train, train.qrels(), request -> request)
            .rows()
            .forEach(System.out::println);
      }
      // @end
    }
    assertTrue(printed.take().contains("fold 5 of 5"));
  }
}
