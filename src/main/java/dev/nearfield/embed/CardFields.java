package dev.nearfield.embed;

import dev.nearfield.model.EmbeddingException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/**
 * The fields of a card as its YAML gives them: names and plain values, each with its line for the
 * errors. Read as YAML's nodes and not bound to a class, which would cost a start four times as
 * much.
 */
final class CardFields {
  private final String source;
  private final Map<String, ScalarNode> values = new LinkedHashMap<>();

  private CardFields(String source) {
    this.source = source;
  }

  /** Reads a card; a key that is not known, given twice or not plain is refused. */
  static CardFields read(String source, InputStream in, List<String> known) {
    CardFields fields = new CardFields(source);
    if (!(fields.parse(in) instanceof MappingNode card)) {
      throw fields.wrong(1, "a card is written as lines of 'name: value'.");
    }
    for (NodeTuple field : card.getValue()) {
      int line = line(field.getKeyNode());
      if (!(field.getKeyNode() instanceof ScalarNode key)
          || !(field.getValueNode() instanceof ScalarNode value)) {
        throw fields.wrong(line, "a card has plain values only, and no lists or maps.");
      }
      if (!known.contains(key.getValue())) {
        throw fields.wrong(
            line,
            "there is no '" + key.getValue() + "'. Known are " + String.join(", ", known) + ".");
      }
      if (fields.values.put(key.getValue(), value) != null) {
        throw fields.wrong(line, "'" + key.getValue() + "' is given twice.");
      }
    }
    return fields;
  }

  private @Nullable Node parse(InputStream in) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions()))
          .compose(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (MarkedYAMLException e) {
      throw wrong(
          e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
          "it is not YAML: " + e.getProblem() + ".");
    } catch (YAMLException e) {
      throw wrong(1, "it is not YAML: " + e.getMessage());
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  String text(String name) {
    return value(name).getValue();
  }

  int wholeNumber(String name) {
    ScalarNode value = value(name);
    try {
      return Integer.parseInt(value.getValue());
    } catch (NumberFormatException e) {
      throw wrong(name, value, "a whole number");
    }
  }

  boolean yesOrNo(String name) {
    ScalarNode value = value(name);
    return switch (value.getValue()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, value, "true or false");
    };
  }

  <E extends Enum<E>> E oneOf(String name, E[] choices) {
    ScalarNode value = value(name);
    return Arrays.stream(choices)
        .filter(choice -> choice.name().equalsIgnoreCase(value.getValue()))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(name, value, "one of " + Arrays.toString(choices).toLowerCase(Locale.ROOT)));
  }

  private ScalarNode value(String name) {
    ScalarNode value = values.get(name);
    if (value == null) {
      throw new EmbeddingException("The model card " + source + " lacks '" + name + "'.");
    }
    return value;
  }

  private EmbeddingException wrong(String name, ScalarNode value, String expected) {
    return wrong(
        line(value), "'" + name + "' must be " + expected + ", got '" + value.getValue() + "'.");
  }

  private EmbeddingException wrong(int line, String what) {
    return new EmbeddingException(
        "The model card " + source + " is wrong at line " + line + ": " + what);
  }
}
