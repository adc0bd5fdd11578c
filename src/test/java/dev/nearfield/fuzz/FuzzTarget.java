package dev.nearfield.fuzz;

import dev.nearfield.filter.Filter;
import dev.nearfield.filter.json.FilterJson;
import dev.nearfield.model.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What is fuzzed. A run throws when bytes are treated as they must not be; input that is refused
 * with a sentence is treated well.
 */
enum FuzzTarget {
  /** A filter that is read prints as a text that is read as an equal filter. */
  FILTER_TEXT {
    @Override
    void run(byte[] bytes) {
      Filter filter;
      try {
        filter = Filter.parse(text(bytes));
      } catch (InvalidInputException e) {
        return;
      }
      requireEqual(filter, Filter.parse(filter.toString()));
      requireEqual(filter, FilterJson.parse(FilterJson.toJson(filter).toString()));
    }
  },

  /** The same of filters in JSON. */
  FILTER_JSON {
    @Override
    void run(byte[] bytes) {
      Filter filter;
      try {
        filter = FilterJson.parse(text(bytes));
      } catch (InvalidInputException e) {
        return;
      }
      requireEqual(filter, FilterJson.parse(FilterJson.toJson(filter).toString()));
      requireEqual(filter, Filter.parse(filter.toString()));
    }
  },

  JSON_LINES {
    @Override
    void run(byte[] bytes) {
      FuzzedFile.read("jsonl", bytes);
    }
  },

  CSV {
    @Override
    void run(byte[] bytes) {
      FuzzedFile.read("csv", bytes);
    }
  },

  MARKDOWN {
    @Override
    void run(byte[] bytes) {
      FuzzedFile.read("md", bytes);
    }
  },

  HTML {
    @Override
    void run(byte[] bytes) {
      FuzzedFile.read("html", bytes);
    }
  },

  /** The first byte chooses the chunker, the second its limit. */
  CHUNKERS {
    @Override
    void run(byte[] bytes) {
      if (bytes.length > 2) {
        FuzzedChunks.cut(
            bytes[0], bytes[1], new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8));
      }
    }
  };

  abstract void run(byte[] bytes);

  /** The folder of its corpus. */
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void requireEqual(Filter filter, Filter again) {
    if (!filter.equals(again)) {
      throw new AssertionError(filter + " is read again as " + again);
    }
  }
}
