package dev.nearfield.cli;

import dev.nearfield.filter.Filter;
import dev.nearfield.filter.json.FilterJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which documents are meant. */
final class WhereOption {
  @Option(
      names = "--where",
      paramLabel = "FILTER",
      description =
          "Only documents that satisfy a filter, as text (\"lang = 'en' AND year >= 2022\") or"
              + " JSON.")
  private @Nullable String text;

  /** Null when no filter was given. */
  @Nullable Filter filter() {
    if (text == null) {
      return null;
    }
    return text.stripLeading().startsWith("{") ? FilterJson.parse(text) : Filter.parse(text);
  }
}
