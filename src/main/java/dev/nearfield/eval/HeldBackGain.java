package dev.nearfield.eval;

/**
 * nDCG@10, by hybrid search, of queries that training did not see, nor the documents relevant to
 * them.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="train"}
 *
 * @param queries how many were held back, over all folds
 * @param allQueries whether every training query was held back once; otherwise some were, and the
 *     judgements of their documents for other queries were hidden
 * @param epochs after how many epochs training stops
 * @param strength what the learned weights are multiplied by
 * @param before without the adapter
 * @param after with it
 * @param gain what they gain; where they decided about epochs and strength themselves, which
 *     flatters {@code after}, it is that of each half at what is best for the other half
 */
public record HeldBackGain(
    int queries,
    boolean allQueries,
    int epochs,
    double strength,
    double before,
    double after,
    Significance gain) {

  static HeldBackGain of(
      AdapterTally tally, boolean allQueries, int at, AdapterPoint point, Significance gain) {
    return new HeldBackGain(
        tally.queries(),
        allQueries,
        point.epochs(),
        point.strength(),
        AdapterTally.mean(tally.before()),
        AdapterTally.mean(tally.after().get(at)),
        gain);
  }
}
