package dev.nearfield.eval.experiment;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One map of a YAML file, whose members know their lines for the errors. */
final class YamlFields {
  private final Path file;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private YamlFields(Path file, Node node) {
    this.file = file;
    this.line = line(node);
    if (!(node instanceof MappingNode map)) {
      throw wrong("lines of 'name: value' are expected here.");
    }
    for (NodeTuple entry : map.getValue()) {
      int at = line(entry.getKeyNode());
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(at, "a name must be plain text.", null);
      }
      if (values.put(key.getValue(), entry.getValueNode()) != null) {
        throw wrong(at, "'" + key.getValue() + "' is given twice.", null);
      }
      lines.put(key.getValue(), at);
    }
  }

  /**
   * The map that a file is.
   *
   * @throws InvalidInputException naming file and line, when it cannot be read or is something else
   */
  static YamlFields read(Path file) {
    Node root = parse(file);
    if (root == null) {
      throw new InvalidInputException(file + " is empty. Write lines of 'name: value' into it.");
    }
    return new YamlFields(file, root);
  }

  private static @Nullable Node parse(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new InvalidInputException(
          file + ", line " + line + ": it is not YAML: " + e.getProblem() + ".", e);
    } catch (YAMLException e) {
      throw new InvalidInputException(file + ": it is not YAML: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "The file " + file + " cannot be read as UTF-8 text: " + e + ". Check its name.", e);
    }
  }

  /** Refuses a member that is none of these. */
  void requireOnly(List<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw wrong(
            key, "there is no '" + key + "' here. Known are " + String.join(", ", known) + ".");
      }
    }
  }

  Set<String> keys() {
    return values.keySet();
  }

  Path file() {
    return file;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The plain value of a member that must be there. */
  String text(String key) {
    return optionalText(key).orElseThrow(() -> wrong("'" + key + "' is missing. Give it."));
  }

  Optional<String> optionalText(String key) {
    return Optional.ofNullable(values.get(key)).map(node -> plain(key, node));
  }

  boolean yesOrNo(String key) {
    String value = optionalText(key).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(key, "'" + key + "' must be true or false, got '" + value + "'.");
    }
    return value.equals("true");
  }

  double number(String key) {
    try {
      return Double.parseDouble(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "'" + key + "' must be a number, got '" + text(key) + "'.");
    }
  }

  int whole(String key, int unlessGiven) {
    String value = optionalText(key).orElse(Integer.toString(unlessGiven));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong(key, "'" + key + "' must be a whole number, got '" + value + "'.");
    }
  }

  /** The plain values of a list, or the one value; none when the member is missing. */
  List<String> texts(String key) {
    return items(key).stream().map(item -> plain(key, item)).toList();
  }

  /** The maps of a list, or the one map; none when the member is missing. */
  List<YamlFields> maps(String key) {
    List<YamlFields> maps = new ArrayList<>();
    items(key).forEach(item -> maps.add(new YamlFields(file, item)));
    return maps;
  }

  /** The one map of a member that must be there. */
  YamlFields map(String key) {
    List<YamlFields> maps = maps(key);
    if (maps.size() != 1) {
      throw wrong(key, "'" + key + "' must be lines of 'name: value'.");
    }
    return maps.getFirst();
  }

  private List<Node> items(String key) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (items.isEmpty()) {
      throw wrong(key, "'" + key + "' is an empty list. Fill it, or leave it out.");
    }
    return items;
  }

  private String plain(String key, Node node) {
    if (!(node instanceof ScalarNode plain) || node.getTag().equals(Tag.NULL)) {
      throw wrong(
          line(node), "'" + key + "' must have a plain value. Give one, or leave it out.", null);
    }
    return plain.getValue();
  }

  /** An error at a member, or at the map when the member is not in it. */
  InvalidInputException wrong(String key, String problem) {
    return wrong(key, problem, null);
  }

  InvalidInputException wrong(String key, String problem, @Nullable Throwable cause) {
    return wrong(lines.getOrDefault(key, line), problem, cause);
  }

  /** An error of the whole map. */
  InvalidInputException wrong(String problem) {
    return wrong(line, problem, null);
  }

  private InvalidInputException wrong(int at, String problem, @Nullable Throwable cause) {
    return new InvalidInputException(file + ", line " + at + ": " + problem, cause);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
