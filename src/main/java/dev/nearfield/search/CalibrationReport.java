package dev.nearfield.search;

import java.util.List;
import java.util.OptionalInt;

/**
 * A calibration, and what its wanted recalls come to for questions that had no part in it.
 *
 * {@snippet class="dev.nearfield.examples.RecallExamplesTest" region="calibrate"}
 *
 * @param curve what the collection keeps
 * @param questions how many others were asked
 * @param rows one for each wanted recall and each of {@link RecallCurve#LIMITS}
 */
public record CalibrationReport(RecallCurve curve, int questions, List<Row> rows) {
  public CalibrationReport {
    rows = List.copyOf(rows);
  }

  /**
   * A wanted recall and what is found.
   *
   * @param limit how many nearest chunks are wanted
   * @param wanted the share of them that is wanted
   * @param explored how many the graph is asked for; empty for comparing with every vector
   * @param recall the share of them that is found, on average
   * @param error its standard error
   */
  public record Row(int limit, double wanted, OptionalInt explored, double recall, double error) {}
}
