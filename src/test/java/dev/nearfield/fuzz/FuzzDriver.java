package dev.nearfield.fuzz;

/** What Jazzer calls, in a process of its own for each target. */
public final class FuzzDriver {
  private static FuzzTarget target = FuzzTarget.FILTER_TEXT;

  private FuzzDriver() {}

  /** Takes the name of the target. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.valueOf(arguments[0]);
  }

  /** One execution. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    target.run(bytes);
  }
}
