package dev.nearfield.filter.json;

import static dev.nearfield.filter.Filters.atLeast;
import static dev.nearfield.filter.Filters.atMost;
import static dev.nearfield.filter.Filters.between;
import static dev.nearfield.filter.Filters.contains;
import static dev.nearfield.filter.Filters.eq;
import static dev.nearfield.filter.Filters.exists;
import static dev.nearfield.filter.Filters.gt;
import static dev.nearfield.filter.Filters.has;
import static dev.nearfield.filter.Filters.in;
import static dev.nearfield.filter.Filters.lt;
import static dev.nearfield.filter.Filters.missing;
import static dev.nearfield.filter.Filters.ne;
import static dev.nearfield.filter.Filters.not;
import static dev.nearfield.filter.Filters.notIn;
import static dev.nearfield.filter.Filters.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.filter.Filter;
import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the page on filters are read, and are what they claim to be. */
final class FiltersPageTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final String PAGE = read("src/site/markdown/filters.md");
  private static final String THIS =
      read("src/test/java/dev/nearfield/filter/json/FiltersPageTest.java");

  /** The column of Java in the page's first table, one a line. */
  private static final List<Filter> JAVA_COLUMN =
      List.of(
          eq("lang", "en"),
          ne("lang", "en"),
          lt("year", 2020),
          atMost("year", 2020),
          gt("year", 2020),
          atLeast("year", 2020),
          between("year", 2020, 2024),
          in("lang", "en", "de"),
          notIn("lang", "en", "de"),
          contains("author", "Brontë"),
          startsWith("$source", "handbook/"),
          has("tags", "returns"),
          exists("year"),
          missing("year"),
          eq("lang", "en").and(lt("year", 2020)),
          eq("lang", "en").or(lt("year", 2020)),
          not(eq("lang", "en")));

  @Test
  void theThreeColumnsOfTheTableMeanTheSame() {
    var rows =
        Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|$", Pattern.MULTILINE)
            .matcher(PAGE)
            .results()
            .toList();
    assertEquals(JAVA_COLUMN.size(), rows.size());
    int from = THIS.indexOf("List.of(");
    for (int i = 0; i < rows.size(); i++) {
      Filter filter = JAVA_COLUMN.get(i);
      assertEquals(filter, Filter.parse(rows.get(i).group(1)));
      assertEquals(filter, FilterJson.parse(rows.get(i).group(2)));
      String line = "\n          " + rows.get(i).group(3);
      assertTrue(THIS.indexOf(line, from) > 0, line);
      from = THIS.indexOf(line, from) + line.length();
    }
  }

  @Test
  void everyTextExampleIsAFilter() {
    List<Filter> filters =
        blocks("text").stream().flatMap(String::lines).map(Filter::parse).toList();
    assertEquals(15, filters.size());
  }

  @Test
  void everyJsonExampleIsAFilterAndRoundTrips() {
    List<String> blocks = blocks("json");
    assertEquals(6, blocks.size());
    for (String block : blocks) {
      Filter filter = FilterJson.parse(block);
      assertEquals(filter, FilterJson.parse(FilterJson.toJson(filter)));
    }
  }

  @Test
  void theJavaExampleCompilesAndItsThreeFiltersAreEqual() {
    Filter recent = eq("lang", "en").and(atLeast("year", 2022));
    Filter same = Filter.parse("lang = 'en' AND year >= 2022");
    Filter again = FilterJson.parse("{\"lang\": \"en\", \"year\": {\"gte\": 2022}}");
    assertEquals(recent, same);
    assertEquals(recent, again);
    assertEquals(1, blocks("java").size());
    blocks("java").getFirst().lines().forEach(line -> assertTrue(THIS.contains(line), line));
  }

  @Test
  void theErrorOnThePageIsTheErrorThatComes() {
    var error = assertThrows(InvalidInputException.class, () -> Filter.parse("lang = en"));
    assertEquals(List.of(error.getMessage() + "\n"), blocks(""));
  }

  private static List<String> blocks(String language) {
    var blocks = new ArrayList<String>();
    Pattern.compile("^```(.*)\n((?s:.*?))^```$", Pattern.MULTILINE)
        .matcher(PAGE)
        .results()
        .filter(block -> block.group(1).equals(language))
        .forEach(block -> blocks.add(block.group(2)));
    return blocks;
  }

  private static String read(String file) {
    try {
      return Files.readString(PROJECT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
