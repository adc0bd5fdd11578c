package dev.nearfield.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * A file of settings as its YAML gives them, each with its line for the errors.
 *
 * @param shared the values at the top, by key
 * @param sections the values in each section, by key
 */
record ConfigurationFile(Map<String, Value> shared, Map<String, Map<String, Value>> sections) {

  static final ConfigurationFile NONE = new ConfigurationFile(Map.of(), Map.of());

  /**
   * A value as text, items of a list with commas between.
   *
   * @param place file and line, for an error
   */
  record Value(String text, String place) {}

  /**
   * Reads a file; an empty one, or one of comments alone, has no settings.
   *
   * @throws IllegalArgumentException naming file and line, when it is not settings
   */
  static ConfigurationFile read(Path file) {
    Node root = parse(file);
    Map<String, Value> shared = new LinkedHashMap<>();
    Map<String, Map<String, Value>> sections = new LinkedHashMap<>();
    if (root == null) {
      return NONE;
    }
    if (!(root instanceof MappingNode top)) {
      throw wrong(place(file, root), "settings are written as lines of 'name: value'.");
    }
    for (NodeTuple entry : top.getValue()) {
      String key = key(file, entry);
      boolean twice =
          entry.getValueNode() instanceof MappingNode section
              ? sections.put(key, values(file, section)) != null
              : shared.put(key, value(file, key, entry.getValueNode())) != null;
      requireOnce(file, entry, key, twice);
    }
    return new ConfigurationFile(shared, sections);
  }

  @SuppressWarnings("NullAway") // SnakeYAML answers null for a file without a document
  private static Node parse(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw wrong(file + ", line " + line, "it is not YAML: " + e.getProblem() + ".");
    } catch (YAMLException e) {
      throw wrong(file + ", line 1", "it is not YAML: " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file of settings " + file + " cannot be read as UTF-8 text: " + e, e);
    }
  }

  private static Map<String, Value> values(Path file, MappingNode section) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (NodeTuple entry : section.getValue()) {
      String key = key(file, entry);
      boolean twice = values.put(key, value(file, key, entry.getValueNode())) != null;
      requireOnce(file, entry, key, twice);
    }
    return values;
  }

  private static void requireOnce(Path file, NodeTuple entry, String key, boolean twice) {
    if (twice) {
      throw wrong(place(file, entry.getKeyNode()), "'" + key + "' is given twice.");
    }
  }

  private static String key(Path file, NodeTuple entry) {
    if (entry.getKeyNode() instanceof ScalarNode key) {
      return key.getValue();
    }
    throw wrong(place(file, entry.getKeyNode()), "a name must be plain text.");
  }

  private static Value value(Path file, String key, Node node) {
    List<String> items = new ArrayList<>();
    for (Node item : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
      if (!(item instanceof ScalarNode plain) || item.getTag().equals(Tag.NULL)) {
        throw wrong(
            place(file, item), "'" + key + "' has no plain value. Give one, or leave it out.");
      }
      items.add(plain.getValue());
    }
    return new Value(String.join(",", items), place(file, node));
  }

  private static String place(Path file, Node node) {
    return file + ", line " + (node.getStartMark().getLine() + 1);
  }

  static IllegalArgumentException wrong(String place, String what) {
    return new IllegalArgumentException("The settings are wrong at " + place + ": " + what);
  }
}
