package dev.nearfield.eval.experiment;

import dev.nearfield.DataEntry;
import dev.nearfield.Embedders;
import dev.nearfield.embed.Embedder;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where an experiment has its collections, embeddings and results.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="experiment"}
 *
 * @param collections the folder of its collections
 * @param embedders opens the embedder of a model, which the run closes
 * @param results the folder of the results of systems
 * @param takingUp whether results that are there are not measured again
 */
public record Workplace(
    Path collections, Function<String, Embedder> embedders, Path results, boolean takingUp) {

  /**
   * Everything below one folder of collections: embeddings in the caches of the models, results in
   * {@code cache-experiments}.
   */
  public static Workplace in(Path data) {
    return new Workplace(
        data,
        model -> cached(data, model),
        data.resolve(DataEntry.CACHE_PREFIX + "experiments"),
        true);
  }

  private static Embedder cached(Path data, String model) {
    String name = DataEntry.CACHE_PREFIX + Embedders.card(model).name();
    return Embedders.cached(Embedders.lazy(model), data.resolve(name));
  }

  /** Where everything is measured again. */
  public Workplace afresh() {
    return new Workplace(collections, embedders, results, false);
  }

  /** With collections in another folder. */
  public Workplace collections(Path folder) {
    return new Workplace(folder, embedders, results, takingUp);
  }
}
