package dev.nearfield.eval.experiment;

import java.util.List;
import java.util.Locale;

/**
 * A figure that pages state, and how it is measured.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="published"}
 *
 * @param experiment the name of the experiment that measures it
 * @param system the system in it
 * @param measure the name of the measure, or {@code chunks} for the number of chunks
 * @param stated the figure as it stands on the pages, such as {@code .7279}
 * @param tolerance how far from it a measured one may be
 * @param pages the pages that state it
 */
public record PublishedFigure(
    String experiment,
    String system,
    String measure,
    String stated,
    double tolerance,
    List<String> pages) {

  static final String CHUNKS = "chunks";

  /** For what rounding takes. */
  private static final double SLACK = 1e-9;

  public PublishedFigure {
    pages = List.copyOf(pages);
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must be >= 0, got " + tolerance + ".");
    }
    if (pages.isEmpty()) {
      throw new IllegalArgumentException(
          "pages must name at least one page that states " + stated + ".");
    }
    number(stated);
  }

  private static double number(String stated) {
    try {
      return Double.parseDouble(stated.replace(",", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("A figure must be a number, got '" + stated + "'.", e);
    }
  }

  /**
   * A figure and what was measured for it.
   *
   * @param figure the figure
   * @param measured its value now
   */
  public record Check(PublishedFigure figure, double measured) {
    /** Whether the pages may go on stating it. */
    public boolean holds() {
      return Math.abs(measured - number(figure.stated)) <= figure.tolerance + SLACK;
    }

    List<String> cells() {
      boolean whole = figure.measure.equals(CHUNKS);
      String shown = String.format(Locale.ROOT, whole ? "%,.0f" : "%.4f", measured);
      return List.of(
          figure.experiment,
          figure.system,
          figure.measure,
          figure.stated,
          !whole && figure.stated.startsWith(".") && shown.startsWith("0.")
              ? shown.substring(1)
              : shown,
          Double.toString(figure.tolerance),
          holds() ? "holds" : "OUTSIDE",
          String.join(", ", figure.pages));
    }
  }
}
