package dev.nearfield.eval.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nearfield.eval.Measure;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The figures that pages state, with the experiments that measure them.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="published"}
 *
 * @param experiments the experiments, in the order to run them
 * @param figures the figures, in the order of the experiments
 */
public record PublishedFigures(List<Experiment> experiments, List<PublishedFigure> figures) {
  private static final List<String> MEMBERS = List.of("tolerance", "experiments");
  private static final List<String> OF_EXPERIMENT =
      List.of("file", "pages", "tolerance", "figures");

  public PublishedFigures {
    experiments = List.copyOf(experiments);
    figures = List.copyOf(figures);
  }

  /**
   * The figures of a YAML file; its form is on the page experiments.md.
   *
   * @param environment replaces {@code ${NAME}} in the folders of data sets
   * @throws InvalidInputException naming file and line, when it or an experiment is not understood,
   *     or a figure's system or measure is not in its experiment
   */
  public static PublishedFigures read(Path file, Map<String, String> environment) {
    YamlFields fields = YamlFields.read(file);
    fields.requireOnly(MEMBERS);
    List<Experiment> experiments = new ArrayList<>();
    List<PublishedFigure> figures = new ArrayList<>();
    for (YamlFields one : fields.maps("experiments")) {
      one.requireOnly(OF_EXPERIMENT);
      Path recipe = file.toAbsolutePath().resolveSibling(one.text("file")).normalize();
      Experiment experiment = Experiment.read(recipe, environment);
      double tolerance = (one.has("tolerance") ? one : fields).number("tolerance");
      for (YamlFields systems : one.maps("figures")) {
        for (String system : systems.keys()) {
          figures.addAll(
              figures(experiment, system, systems.map(system), tolerance, one.texts("pages")));
        }
      }
      experiments.add(experiment);
    }
    return new PublishedFigures(experiments, figures);
  }

  private static List<PublishedFigure> figures(
      Experiment experiment,
      String system,
      YamlFields values,
      double tolerance,
      List<String> pages) {
    if (experiment.systems().stream().noneMatch(one -> one.name().equals(system))) {
      throw values.wrong(
          "the experiment " + experiment.name() + " has no system '" + system + "'.");
    }
    List<PublishedFigure> figures = new ArrayList<>();
    for (String measure : values.keys()) {
      boolean chunks = measure.equals(PublishedFigure.CHUNKS);
      if (!chunks && experiment.measures().stream().noneMatch(one -> named(one, measure))) {
        throw values.wrong(
            measure, "the experiment " + experiment.name() + " does not measure " + measure + ".");
      }
      try {
        figures.add(
            new PublishedFigure(
                experiment.name(),
                system,
                measure,
                values.text(measure),
                chunks ? 0 : tolerance,
                pages));
      } catch (IllegalArgumentException e) {
        throw values.wrong(measure, String.valueOf(e.getMessage()), e);
      }
    }
    return figures;
  }

  private static boolean named(Measure measure, String name) {
    return measure.toString().equals(name);
  }

  /**
   * Measures every figure, and no other system of the experiments, on collections that are made for
   * it and deleted afterwards.
   *
   * @param workplace where embeddings are kept
   */
  public List<PublishedFigure.Check> check(
      Workplace workplace, Consumer<ExperimentEvent> progress) {
    List<PublishedFigure.Check> checks = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Workplace fresh = workplace.collections(folder.path()).afresh();
      for (Experiment experiment : experiments) {
        List<PublishedFigure> own =
            figures.stream()
                .filter(figure -> figure.experiment().equals(experiment.name()))
                .toList();
        Set<String> systems = own.stream().map(PublishedFigure::system).collect(Collectors.toSet());
        List<SystemOutcome> outcomes =
            ExperimentRun.of(experiment.only(systems), fresh, progress).outcomes();
        own.forEach(figure -> checks.add(check(figure, outcomes)));
      }
      return checks;
    } catch (IOException e) {
      throw new StorageException("The collections to measure cannot be made or deleted: " + e, e);
    }
  }

  private static PublishedFigure.Check check(PublishedFigure figure, List<SystemOutcome> outcomes) {
    SystemOutcome outcome =
        outcomes.stream()
            .filter(one -> one.result().system().equals(figure.system()))
            .findFirst()
            .orElseThrow();
    double measured =
        figure.measure().equals(PublishedFigure.CHUNKS)
            ? outcome.index().chunks()
            : outcome.result().scores().mean(Measure.parse(figure.measure()));
    return new PublishedFigure.Check(figure, measured);
  }

  /** A table of checks in Markdown, that people can read as it is. */
  public static String toMarkdown(List<PublishedFigure.Check> checks) {
    var table = new MarkdownTable();
    table.row(
        List.of(
            "experiment",
            "system",
            "measure",
            "stated",
            "measured",
            "tolerance",
            "result",
            "pages"));
    checks.forEach(check -> table.row(check.cells()));
    return table.toString();
  }

  /** One JSON object a figure and line. */
  public static String toJsonLines(List<PublishedFigure.Check> checks) {
    var lines = new StringBuilder();
    for (PublishedFigure.Check check : checks) {
      lines
          .append(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("experiment", check.figure().experiment())
                  .put("system", check.figure().system())
                  .put("measure", check.figure().measure())
                  .put("stated", check.figure().stated())
                  .put("measured", check.measured())
                  .put("tolerance", check.figure().tolerance())
                  .put("holds", check.holds()))
          .append('\n');
    }
    return lines.toString();
  }
}
