package dev.nearfield.eval;

import java.util.List;

/**
 * Queries with their judgements: one split of a test collection.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="train"}
 *
 * @param name where they come from, such as {@code scifact/train}
 * @param queries the judged queries
 * @param qrels what is relevant to them
 */
public record JudgedQueries(String name, List<Query> queries, Qrels qrels) {
  public JudgedQueries {
    queries = List.copyOf(queries);
  }

  /** A split of a data set. */
  public static JudgedQueries of(BeirDataset dataset, String split) {
    return new JudgedQueries(
        dataset.name() + "/" + split, dataset.queries(split), dataset.qrels(split));
  }
}
