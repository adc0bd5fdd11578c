package dev.nearfield.eval.experiment;

import dev.nearfield.embed.Embedder;
import java.util.LinkedHashMap;
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

  @Override
  public void close() {
    open.values().forEach(Embedder::close);
  }
}
