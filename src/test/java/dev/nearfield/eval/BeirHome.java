package dev.nearfield.eval;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The public BEIR sets, where they are at hand: in the folder that the system property beir.home or
 * the environment variable BEIR_HOME names, or in ../shared/data/beir beside the project.
 */
final class BeirHome {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  private BeirHome() {}

  /** A set; skips the test where it is not at hand. */
  static BeirDataset open(String name) {
    Path home =
        Optional.ofNullable(System.getProperty("beir.home"))
            .or(() -> Optional.ofNullable(System.getenv("BEIR_HOME")))
            .map(Path::of)
            .orElseGet(() -> PROJECT.resolve("../shared/data/beir").normalize());
    Path folder = home.resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> name + " is not in " + home + "; set BEIR_HOME to the folder that holds it");
    return BeirDataset.open(folder);
  }
}
