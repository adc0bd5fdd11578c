package dev.nearfield.peers;

import java.io.IOException;

/** A library that finds near vectors. */
interface Peer extends AutoCloseable {
  int LINKS = 16;
  int BEAM = 100;
  int HITS = 10;

  String name();

  /** What was chosen, as a table says it. */
  String settings();

  /** Whether the effort of a search changes what it finds. */
  default boolean exact() {
    return false;
  }

  /** Builds an index of unit vectors on one thread. */
  void build(float[][] vectors) throws IOException;

  /**
   * The places of the nearest vectors.
   *
   * @param effort how many candidates the search keeps
   */
  int[] search(float[] question, int effort) throws IOException;

  @Override
  void close() throws IOException;
}
