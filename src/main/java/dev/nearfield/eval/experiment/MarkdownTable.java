package dev.nearfield.eval.experiment;

import java.util.ArrayList;
import java.util.List;

/** A table whose columns stand below each other; the first to the left, figures to the right. */
final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** The first row is the head. */
  void row(List<String> cells) {
    rows.add(cells.stream().map(cell -> cell.replace("|", "\\|")).toList());
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    rows.forEach(
        row -> {
          for (int i = 0; i < columns; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    var text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      append(text, rows.get(r), widths);
      if (r == 0) {
        for (int i = 0; i < columns; i++) {
          int dashes = Math.max(3, widths[i]) - (i == 0 ? 0 : 1);
          text.append("| ").append("-".repeat(dashes)).append(i == 0 ? " " : ": ");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> row, int[] widths) {
    for (int i = 0; i < row.size(); i++) {
      String blanks = " ".repeat(Math.max(3, widths[i]) - row.get(i).length());
      text.append("| ").append(i == 0 ? row.get(i) + blanks : blanks + row.get(i)).append(' ');
    }
    text.append("|\n");
  }
}
