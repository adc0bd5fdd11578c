package dev.nearfield.eval.experiment;

import dev.nearfield.eval.Measure;
import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Systems that are measured over one question set, and by what.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="experiment"}
 *
 * @param name names its results: letters, digits, dots and dashes
 * @param dataset the folder of the test collection
 * @param split which of its judgements
 * @param stacking how its documents are stacked to long ones, if they are
 * @param learning what collections learn from, if they do
 * @param keepIdentical whether a document whose id equals the query's id counts as an answer
 * @param measures what to compute, the most important first
 * @param overlaps the cutoffs at which answers are compared with those of an exact search, such as
 *     10: the share of its first 10 documents that are among the system's first 10
 * @param systems what is measured; their names are distinct
 * @param baseline the name of the system that others are compared with, if there is one
 */
public record Experiment(
    String name,
    Path dataset,
    String split,
    Optional<Stacking> stacking,
    Optional<Learning> learning,
    boolean keepIdentical,
    List<Measure> measures,
    List<Integer> overlaps,
    List<SystemSettings> systems,
    Optional<String> baseline) {

  public Experiment {
    measures = List.copyOf(measures);
    overlaps = List.copyOf(overlaps);
    systems = List.copyOf(systems);
    if (!name.matches("[A-Za-z0-9][-.A-Za-z0-9]*")) {
      throw new IllegalArgumentException(
          "name must be of letters, digits, dots and dashes, got '" + name + "'.");
    }
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("measures must name at least one, such as nDCG@10.");
    }
    Set<String> names = new HashSet<>();
    for (SystemSettings system : systems) {
      if (!names.add(system.name())) {
        throw new IllegalArgumentException(
            "systems must have names of their own, '" + system.name() + "' is there twice.");
      }
    }
    if (baseline.isPresent() && !names.contains(baseline.get())) {
      throw new IllegalArgumentException(
          "baseline must be the name of a system, got '"
              + baseline.get()
              + "'. The systems are "
              + String.join(", ", systems.stream().map(SystemSettings::name).toList())
              + ".");
    }
    if (learning.isPresent() && learning.get().split().equals(split)) {
      throw new IllegalArgumentException(
          "learn must name another split than '"
              + split
              + "', because what is learned from cannot be reported on.");
    }
    if (learning.isPresent() && stacking.isPresent()) {
      throw new IllegalArgumentException(
          "learn is for documents as they are: judgements name no stacked ones.");
    }
    int least = deepestCutoff(measures, overlaps).orElse(1);
    for (SystemSettings system : systems) {
      if (system.search().candidates() < least) {
        throw new IllegalArgumentException(
            "candidates must be at least "
                + least
                + ", the deepest cutoff of the measures, got "
                + system.search().candidates()
                + " for '"
                + system.name()
                + "'.");
      }
    }
  }

  /**
   * The experiment of a YAML file; its form is on the page experiments.md.
   *
   * @param environment replaces {@code ${NAME}} in the folder of the data set
   * @throws InvalidInputException naming file and line, when it is no experiment
   */
  public static Experiment read(Path file, Map<String, String> environment) {
    return new ExperimentReader(YamlFields.read(file), environment).experiment();
  }

  /** With some of the systems only, and no baseline. */
  Experiment only(Set<String> names) {
    return new Experiment(
        name,
        dataset,
        split,
        stacking,
        learning,
        keepIdentical,
        measures,
        overlaps,
        systems.stream().filter(system -> names.contains(system.name())).toList(),
        Optional.empty());
  }

  /** The most documents that a measure looks at; empty when one looks at all of them. */
  OptionalInt deepestCutoff() {
    return deepestCutoff(measures, overlaps);
  }

  private static OptionalInt deepestCutoff(List<Measure> measures, List<Integer> overlaps) {
    return measures.stream().allMatch(measure -> measure.cutoff().isPresent())
        ? IntStream.concat(
                measures.stream().mapToInt(measure -> measure.cutoff().getAsInt()),
                overlaps.stream().mapToInt(Integer::intValue))
            .max()
        : OptionalInt.empty();
  }
}
