package dev.nearfield.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The YAML between two lines of three dashes at the very top of a Markdown file.
 *
 * @param end where the text after it begins
 * @param title its {@code title}, or null
 * @param metadata everything else
 */
record FrontMatter(int end, @Nullable String title, Metadata metadata) {
  private static final FrontMatter NONE = new FrontMatter(0, null, Metadata.empty());
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  static FrontMatter of(String text) {
    int yamlStart = afterFence(text, 0, "---");
    if (yamlStart < 0) {
      return NONE;
    }
    for (int line = yamlStart; line < text.length(); line = nextLine(text, line)) {
      int end = Math.max(afterFence(text, line, "---"), afterFence(text, line, "..."));
      if (end >= 0) {
        return parse(text.substring(yamlStart, line), end);
      }
    }
    return NONE;
  }

  /** Where the line after a fence begins, or -1 when the line at {@code start} is no fence. */
  private static int afterFence(String text, int start, String fence) {
    int end = nextLine(text, start);
    return text.substring(start, Math.min(end, start + 80)).stripTrailing().equals(fence)
        ? end
        : -1;
  }

  private static int nextLine(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end + 1;
  }

  private static FrontMatter parse(String yaml, int end) {
    try {
      JsonNode node = YAML.readTree(yaml);
      if (node instanceof ObjectNode fields) {
        JsonNode title = fields.remove("title");
        boolean hasTitle = title != null && title.isValueNode() && !title.asText().isBlank();
        return new FrontMatter(end, hasTitle ? title.asText() : null, JsonMetadata.of(fields));
      }
      // A rule, a line of text and another rule: the text of the document.
      return node == null || node.isMissingNode() || node.isNull()
          ? new FrontMatter(end, null, Metadata.empty())
          : NONE;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new InvalidInputException(
          "Line %d: the front matter is not valid YAML (%s). Correct it, or put a blank line before the first '---'."
              .formatted(at == null ? 1 : at.getLineNr() + 1, firstLine(e.getOriginalMessage())),
          e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("no detail");
  }
}
