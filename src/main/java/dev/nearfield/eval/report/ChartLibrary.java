package dev.nearfield.eval.report;

import dev.nearfield.model.InvalidInputException;
import java.util.List;

/**
 * Whether charts can be drawn. A class of its own: loading one that draws would already look for
 * the libraries.
 */
final class ChartLibrary {
  private static final List<String> ENTRY_CLASSES =
      List.of(
          "org.jfree.chart.JFreeChart", "de.erichseifert.vectorgraphics2d.VectorGraphics2D");

  private ChartLibrary() {}

  /** Throws when the libraries are not on the class path. */
  static void require() {
    for (String entry : ENTRY_CLASSES) {
      try {
        Class.forName(entry, false, ChartLibrary.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new InvalidInputException(
            "The charts of a report need the artifacts org.jfree:jfreechart and"
                + " de.erichseifert.vectorgraphics2d:VectorGraphics2D on the class path. Add them"
                + " to the build, or write the report as .md or .json.",
            e);
      }
    }
  }
}
