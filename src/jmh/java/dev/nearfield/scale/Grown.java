package dev.nearfield.scale;

import java.nio.file.Path;

/** Collections of the stock for benches in other packages. */
public final class Grown {
  private Grown() {}

  /** A collection of one segment, made once and kept. */
  public static Path optimized(Path sentences, Path work, int size, int threads) {
    return Building.optimized(work, Stock.of(sentences), size, threads);
  }
}
