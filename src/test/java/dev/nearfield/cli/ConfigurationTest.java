package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Settings from the environment and from a file, and which of them counts. */
final class ConfigurationTest {
  @TempDir private Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), yaml);
  }

  /** What the option of a command is when it is parsed. */
  private static Object value(String option, Map<String, String> environment, Object... arguments) {
    List<String> words =
        new ArrayList<>(List.of(arguments).stream().map(Object::toString).toList());
    CommandLine main = Main.commandLine();
    String[] all = words.toArray(String[]::new);
    main.setDefaultValueProvider(Configuration.of(main, environment, all));
    OptionSpec found = main.parseArgs(all).subcommand().commandSpec().findOption(option);
    return found.getValue();
  }

  @Test
  void theCommandLineComesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
    Path file = file("limit: 2\nsearch:\n  limit: 3\n");
    Map<String, String> all = Map.of("NEARFIELD_LIMIT", "4");
    Map<String, String> own = Map.of("NEARFIELD_LIMIT", "4", "NEARFIELD_SEARCH_LIMIT", "5");
    Map<String, String> none = Map.of();
    assertEquals(10, value("--limit", none, "search", "x"));
    assertEquals(3, value("--limit", none, "search", "x", "--config", file));
    assertEquals(2, value("--limit", none, "list", "--config", file));
    assertEquals(4, value("--limit", all, "search", "x", "--config", file));
    assertEquals(5, value("--limit", own, "search", "x", "--config", file));
    assertEquals(4, value("--limit", own, "list", "--config=" + file));
    assertEquals(6, value("--limit", own, "search", "x", "-k", 6, "--config", file));
    assertEquals(10, value("--limit", Map.of("NEARFIELD_LIMIT", ""), "search", "x"));
  }

  @Test
  void theFileIsNamedByTheEnvironmentToo() throws IOException {
    Path file = file("limit: 2\n");
    Map<String, String> named = Map.of(ConfigurationLocation.VARIABLE, file.toString());
    assertEquals(2, value("--limit", named, "list"));
    Files.createDirectories(folder.resolve("config"));
    Path usual = Files.writeString(folder.resolve("config/nearfield.yaml"), "limit: 7\n");
    assertEquals(
        Optional.of(usual).map(Path::getFileName),
        ConfigurationLocation.of(Map.of(), folder.toString(), List.of()).map(Path::getFileName));
    IllegalArgumentException missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConfigurationLocation.of(Map.of(), null, List.of("list", "--config=no.yaml")));
    assertTrue(missing.toString().contains("no.yaml"), missing.toString());
  }

  @Test
  void aFlagThatIsSetStaysSetWhenItIsGiven() throws IOException {
    Path file = file("list:\n  json: true\n");
    assertEquals(true, value("--json", Map.of(), "list", "--config", file));
    assertEquals(true, value("--json", Map.of(), "list", "--json", "--config", file));
    assertEquals(false, value("--json", Map.of(), "list", "--json=false", "--config", file));
    assertEquals(true, value("--json", Map.of("NEARFIELD_LIST_JSON", "true"), "list"));
    assertEquals(true, value("--json", Map.of(), "list", "--json"));
    assertEquals(false, value("--json", Map.of(), "list"));
  }

  @Test
  void listsAndPathsAreRead() throws IOException {
    Path file = file("data: some/where\neval:\n  modes: [keyword, vector]\n");
    assertEquals(
        "[KEYWORD, VECTOR]", value("--modes", Map.of(), "eval", "x", "--config", file).toString());
    assertEquals(Path.of("some/where"), value("--data", Map.of(), "list", "--config", file));
    assertEquals(
        "[HYBRID]", value("--modes", Map.of("NEARFIELD_EVAL_MODES", "hybrid"), "eval", "x") + "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "limitt: 3; line 1: no command takes a setting 'limitt'",
        "limit: many; line 1: Invalid value for option '--limit'",
        "data: x\\nlimit: [1; line 2",
        "- limit; line 1: settings are written as lines of",
        "serach: {limit: 3}; line 1: there is no command serach",
        "list:\\n  mode: keyword; line 2: the command list takes no setting 'mode'",
        "delete:\\n  yes: true; line 2: the command delete takes no setting 'yes'",
        "search:\\n  mode: sideways; line 2: Invalid value for option '--mode'",
        "json: true; line 1: 'json' means different things to",
        "limit: 1\\nlimit: 2; line 2: 'limit' is given twice",
        "limit:; line 1: 'limit' has no plain value",
        "config: x.yaml; line 1: no command takes a setting 'config'",
        "list: {limit: {a: b}}; line 1: 'limit' has no plain value"
      })
  void whatIsNoSettingIsToldWithFileAndLine(String yaml, String complaint) throws IOException {
    Path file = file(yaml.replace("\\n", "\n"));
    CommandRun run = CommandRun.of("collections", "--data", folder, "--config", file);
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.err().contains(file + ", " + complaint), run.err());
    assertTrue(run.err().strip().endsWith("."), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aVariableThatDoesNotFitIsNamed() {
    CommandRun run = CommandRun.in(Map.of("NEARFIELD_SEARCH_LIMIT", "many"), "list");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("NEARFIELD_SEARCH_LIMIT"), run.err());
    assertTrue(run.err().contains("'many'"), run.err());
  }

  @Test
  void variablesOfTheLauncherAndOfOthersAreNoSettings() {
    Map<String, String> others =
        Map.of("NEARFIELD_JAVA_OPTS", "-Xmx1g", "NEARFIELD_CACHE", "x", "NEARFIELD_PORT", "y");
    assertFalse(CommandRun.in(others, "collections", "--data", folder).exitCode() != 0);
  }
}
