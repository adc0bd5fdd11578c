package dev.nearfield.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A line of a name and what it is, aligned with those above and below. */
final class Labelled {
  private Labelled() {}

  /** Prints nothing where there is no value. */
  static void print(PrintWriter out, String name, @Nullable Object value) {
    if (value != null) {
      out.printf("  %-14s %s%n", name, value);
    }
  }
}
