package dev.nearfield.store;

/**
 * How the graph over a collection's vectors is built. More of either finds more and takes longer to
 * build; more links take memory, too.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="encoding"}
 *
 * @param links how many neighbours a node has at most, twice as many on the lowest layer: 2 to 512
 *     (M)
 * @param beam how many candidates are looked at to find a new node's neighbours: 1 to 3,200
 *     (efConstruction)
 */
public record GraphParameters(int links, int beam) {
  private static final int MOST_LINKS = 512;
  private static final int WIDEST_BEAM = 3_200;

  /** Lucene's own: 16 links, a beam of 100. */
  public static final GraphParameters DEFAULT = new GraphParameters(16, 100);

  public GraphParameters {
    if (links < 2 || links > MOST_LINKS) {
      throw new IllegalArgumentException(
          "links must be between 2 and " + MOST_LINKS + ", got " + links + ".");
    }
    if (beam < 1 || beam > WIDEST_BEAM) {
      throw new IllegalArgumentException(
          "beam must be between 1 and " + WIDEST_BEAM + ", got " + beam + ".");
    }
  }

  /** As "16 links, beam 100". */
  @Override
  public String toString() {
    return links + " links, beam " + beam;
  }
}
