package dev.nearfield.cli;

import dev.nearfield.Embedders;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield doctor}: whether everything that Nearfield needs is there. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Looks at Java, the model, disk and limits, and says what to do about what is not well."
            + " Fails when something would not work.",
    footer = {
      "",
      "Examples:",
      "  nearfield doctor",
      "  nearfield doctor --model config/models/all-minilm-l6-v2.yaml --json"
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      defaultValue = Embedders.DEFAULT_MODEL,
      description = "The embedding model: a name or a card (default: ${DEFAULT-VALUE}).")
  private String model = Embedders.DEFAULT_MODEL;

  @Option(names = "--json", description = "One JSON object a finding and line.")
  private boolean json;

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>(JavaChecks.all());
    checks.addAll(ModelChecks.of(model));
    checks.addAll(MachineChecks.of(data.folder));
    PrintWriter out = spec.commandLine().getOut();
    for (Check check : checks) {
      if (json) {
        Json.print(
            out,
            Json.object()
                .put("name", check.name())
                .put("status", check.status().name())
                .put("finding", check.finding())
                .put("next", check.next()));
      } else {
        print(out, check);
      }
    }
    return checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL) ? 1 : 0;
  }

  private static void print(PrintWriter out, Check check) {
    out.printf("  %-4s  %-14s  %s%n", check.status(), check.name(), check.finding());
    if (check.next() != null) {
      out.printf("%24s%s%n", "", check.next());
    }
  }
}
