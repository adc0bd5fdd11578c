package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.StoreOptions;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.store.Analyzers;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How the documents of a BEIR folder are indexed. */
final class BeirIndexOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      defaultValue = Embedders.DEFAULT_MODEL,
      description =
          "The embedding model: a name or a card (default: ${DEFAULT-VALUE}; with --questions the"
              + " collection's own).")
  private String model = Embedders.DEFAULT_MODEL;

  @Option(
      names = "--analyzer",
      paramLabel = "NAME",
      defaultValue = "en",
      description =
          "The analyzer of the keyword side, one of ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE}).",
      completionCandidates = AnalyzerNames.class)
  private String analyzer = "en";

  /** What help and completion offer. */
  static final class AnalyzerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Analyzers.names().iterator();
    }
  }

  /** The model, if it was told. */
  @Nullable String toldModel() {
    return spec.commandLine().getParseResult().hasMatchedOption("--model") ? model : null;
  }

  String analyzer() {
    return analyzer;
  }

  /** The index of a data set and model, and one more for each analyzer but the default. */
  Path folder(CollectionOptions collection, BeirDataset dataset) {
    String name = "eval-" + dataset.name() + "-" + Embedders.card(model).name();
    boolean usual = analyzer.equals(StoreOptions.defaults().analyzer());
    return collection.folder(usual ? name : name + "-" + analyzer);
  }

  /** What another index or a deleted one had embedded is not embedded again. */
  Embedder embedder(CollectionOptions collection) {
    return Embedders.cached(Embedders.lazy(model), collection.cache(model));
  }

  BeirIndex open(CollectionOptions collection, BeirDataset dataset) {
    return open(collection, dataset, embedder(collection));
  }

  BeirIndex open(CollectionOptions collection, BeirDataset dataset, Embedder embedder) {
    StoreOptions options = StoreOptions.defaults().analyzer(analyzer);
    return BeirIndex.open(dataset, folder(collection, dataset), embedder, options);
  }
}
