package dev.nearfield.eval.experiment;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.ModelIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The embedders of a run, each opened when it is first asked for and closed with this. */
final class OpenModels implements AutoCloseable {
  private final Workplace workplace;
  private final Map<String, Embedder> open = new LinkedHashMap<>();

  OpenModels(Workplace workplace) {
    this.workplace = workplace;
  }

  Embedder get(String model) {
    return open.computeIfAbsent(model, workplace.embedders());
  }

  /** What the models are that were asked for. */
  List<ModelIdentity> identities() {
    return open.values().stream().map(Embedder::identity).toList();
  }

  @Override
  public void close() {
    open.values().forEach(Embedder::close);
  }
}
