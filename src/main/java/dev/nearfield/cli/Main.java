package dev.nearfield.cli;

import dev.nearfield.model.NearfieldException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code nearfield}. */
@Command(
    name = "nearfield",
    description = "An embedded, persistent vector store on Apache Lucene.",
    mixinStandardHelpOptions = true,
    version = "nearfield 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QuickstartCommand.class,
      IngestCommand.class,
      EvalCommand.class,
      TuneCommand.class,
      AuditCommand.class,
      ExperimentCommand.class,
      PublishedCommand.class,
      AdaptCommand.class,
      SearchCommand.class,
      GetCommand.class,
      ListCommand.class,
      DeleteCommand.class,
      CollectionsCommand.class,
      InfoCommand.class,
      BenchCommand.class,
      CalibrateCommand.class,
      DoctorCommand.class,
      VerifyCommand.class,
      RepairCommand.class,
      RewriteCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      LukeCommand.class,
      CompletionCommand.class
    })
public final class Main {
  /** Loggers of libraries that tell more than a command's user wants; held, so that they stay. */
  private static final List<Logger> QUIET =
      Stream.of("ai.djl", "org.apache.lucene", "org.apache.pdfbox", "org.apache.fontbox")
          .map(Logger::getLogger)
          .toList();

  /** Read before the arguments are parsed, by {@link ConfigurationLocation}. */
  @Option(
      names = ConfigurationLocation.OPTION,
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The file of settings (default: config/nearfield.yaml, if it is there).")
  private @Nullable Path config;

  Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    CommandLine command = commandLine();
    System.exit(run(command, System.getenv(), arguments));
  }

  /** Runs a command with the settings of the environment and the file; answers its exit code. */
  static int run(CommandLine command, Map<String, String> environment, String... arguments) {
    try {
      command.setDefaultValueProvider(Configuration.of(command, environment, arguments));
    } catch (IllegalArgumentException e) {
      command.getErr().println("nearfield: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    return command.execute(arguments);
  }

  /** The command with its subcommands, ready to parse; without settings from elsewhere. */
  static CommandLine commandLine() {
    CommandLine command =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(sentences());
    Commands.of(command).values().forEach(sub -> keepFlags(sub.getCommandSpec()));
    return command;
  }

  /** A flag that is given is true; picocli would take the opposite of its setting. */
  private static void keepFlags(CommandSpec spec) {
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (option.type() == boolean.class && !option.usageHelp() && !option.versionHelp()) {
        spec.remove(option);
        spec.addOption(OptionSpec.builder(option).fallbackValue("true").build());
      }
    }
  }

  /** Failures that the user can mend are told in a sentence; anything else is a fault of ours. */
  private static IExecutionExceptionHandler sentences() {
    return (exception, command, parsed) -> {
      PrintWriter err = command.getErr();
      if (exception instanceof NearfieldException) {
        err.println("nearfield: " + exception.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
      if (exception instanceof IllegalArgumentException) {
        err.println("nearfield: " + exception.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      throw exception;
    };
  }
}
