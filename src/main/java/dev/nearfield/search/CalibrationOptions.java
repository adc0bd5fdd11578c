package dev.nearfield.search;

import java.util.List;

/**
 * By what a collection is calibrated.
 *
 * {@snippet class="dev.nearfield.examples.RecallExamplesTest" region="questions"}
 *
 * @param questions by meaning, none of which the collection holds; every other one makes the curve,
 *     the rest are reported on; none for questions that are made of chunks of the collection
 * @param recalls the wanted recalls to report on, each 0.5 to 1
 */
public record CalibrationOptions(List<SearchRequest> questions, List<Double> recalls) {
  /** Fewer given questions say too little. */
  public static final int FEWEST = 100;

  /** The recalls reported on unless told. */
  public static final List<Double> RECALLS = List.of(0.9, 0.95, 0.99);

  public CalibrationOptions {
    questions = List.copyOf(questions);
    recalls = List.copyOf(recalls);
    if (!questions.isEmpty() && questions.size() < FEWEST) {
      throw new IllegalArgumentException(
          "A calibration needs "
              + FEWEST
              + " questions at least, got "
              + questions.size()
              + ". Give more, or none: then they are made of chunks of the collection.");
    }
    for (double recall : recalls) {
      if (!(recall >= 0.5 && recall <= 1)) {
        throw new IllegalArgumentException(
            "A recall must be between 0.5 and 1, got " + recall + ".");
      }
    }
  }

  /** Questions made of chunks of the collection. */
  public static CalibrationOptions sampling() {
    return new CalibrationOptions(List.of(), RECALLS);
  }

  /** Given questions. */
  public static CalibrationOptions asking(List<SearchRequest> questions) {
    return new CalibrationOptions(questions, RECALLS);
  }
}
