package dev.nearfield.examples;

import static dev.nearfield.filter.Filters.atLeast;
import static dev.nearfield.filter.Filters.eq;
import static dev.nearfield.filter.Filters.has;
import static dev.nearfield.filter.Filters.in;
import static dev.nearfield.filter.Filters.missing;
import static dev.nearfield.filter.Filters.not;
import static dev.nearfield.filter.Filters.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.filter.json.FilterJson;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Building, reading and writing filters. */
final class FilterExamplesTest {

  @Test
  void filtersAreBuilt() {
    // @start region="build"
    Filter recent = eq("lang", "en").and(atLeast("year", 2022));
    Filter open = in("status", "new", "open").or(missing("status"));
    Filter handbook = startsWith("$source", "handbook/").and(not(has("tags", "draft")));
    Filter all = recent.and(open).and(handbook);
    // @end
    SourceDocument document =
        SourceDocument.of("a", "", Metadata.of("lang", "en", "year", 2024, "tags", List.of()))
            .withSource("handbook/a.md");
    assertTrue(all.matches(document));
  }

  @Test
  void filtersAreParsedAndPrinted() {
    // @start region="parse"
    Filter filter = Filter.parse("lang = 'en' AND (year >= 2022 OR tags HAS 'evergreen')");
    SourceDocument document =
        SourceDocument.of("a", "Some text", Metadata.of("lang", "en", "year", 2024));
    boolean matches = filter.matches(document); // true
    boolean same = Filter.parse(filter.toString()).equals(filter); // true
    // @end
    assertTrue(matches);
    assertTrue(same);
    var error = assertThrows(InvalidInputException.class, () -> Filter.parse("lang = en"));
    assertTrue(error.getMessage().contains("column 8"), error.getMessage());
  }

  @Test
  void keysAreBuiltInOrMetadata() {
    // @start region="key"
    Filter fromFolder = startsWith(Key.SOURCE, "handbook/");
    Filter thisYear = atLeast(Key.CREATED, Instant.parse("2026-01-01T00:00:00Z"));
    Filter byName = eq(Key.of("$title"), "Refunds"); // a built-in by its written name
    Filter odd = eq(Key.metadata("$price"), 12); // a metadata key, whatever its name
    // @end
    assertEquals("$source STARTS WITH 'handbook/'", fromFolder.toString());
    assertEquals(thisYear, Filter.parse("$created >= 2026-01-01"));
    assertEquals(byName, eq("$title", "Refunds"));
    assertEquals("`$price` = 12", odd.toString());
  }

  @Test
  void filtersAreReadAndWrittenAsJson() {
    // @start region="json"
    Filter filter = FilterJson.parse("{\"lang\": \"en\", \"year\": {\"gte\": 2022}}");
    ObjectNode json = FilterJson.toJson(filter);
    boolean same = FilterJson.parse(json).equals(filter); // true
    // @end
    assertEquals(eq("lang", "en").and(atLeast("year", 2022)), filter);
    assertTrue(same);
  }
}
