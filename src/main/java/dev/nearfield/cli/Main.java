package dev.nearfield.cli;

import dev.nearfield.model.NearfieldException;
import java.io.PrintWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

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
      SearchCommand.class,
      InfoCommand.class
    })
public final class Main {
  /** Loggers of libraries that tell more than a command's user wants; held, so that they stay. */
  private static final List<Logger> QUIET =
      Stream.of("ai.djl", "org.apache.lucene", "org.apache.pdfbox", "org.apache.fontbox")
          .map(Logger::getLogger)
          .toList();

  Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    System.exit(commandLine().execute(arguments));
  }

  /** The command with its subcommands, ready to parse. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(sentences());
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
