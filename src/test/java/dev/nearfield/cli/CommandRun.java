package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What a command did, run in this process.
 *
 * @param exitCode what the shell would see
 * @param out what it printed
 * @param err what it complained about
 */
public record CommandRun(int exitCode, String out, String err) {
  /** The demonstration set. */
  public static final Path FIELD_NOTES =
      Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes");

  /** Runs a command. */
  public static CommandRun of(Object... arguments) {
    return in(Map.of(), arguments);
  }

  /** Runs a command in an environment. */
  static CommandRun in(Map<String, String> environment, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode =
        Main.run(
            command,
            environment,
            List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Runs a command that must succeed without a complaint. */
  public static CommandRun done(Object... arguments) {
    CommandRun run = of(arguments);
    assertEquals("", run.err);
    assertEquals(0, run.exitCode, run.out);
    return run;
  }

  /** The help of a command such as {@code eval new}. */
  static CommandRun helpOf(String command) {
    return done((Object[]) (command + " --help").split(" "));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
