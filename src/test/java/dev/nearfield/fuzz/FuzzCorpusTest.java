package dev.nearfield.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replays the corpus: the seeds that fuzzing begins with, and every input that found a fault. */
final class FuzzCorpusTest {
  static final Path CORPUS =
      Path.of(
          System.getProperty("project.dir", "."), "src/test/resources/dev/nearfield/fuzz/corpus");

  @ParameterizedTest
  @EnumSource
  void everyInputIsTreatedWell(FuzzTarget target) throws IOException {
    List<Path> inputs;
    try (Stream<Path> files = Files.list(CORPUS.resolve(target.folder()))) {
      inputs = files.toList();
    }
    assertFalse(inputs.isEmpty());
    for (Path input : inputs) {
      target.run(Files.readAllBytes(input));
    }
  }
}
