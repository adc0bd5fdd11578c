package dev.nearfield.filter;

import static dev.nearfield.filter.Filters.and;
import static dev.nearfield.filter.Filters.between;
import static dev.nearfield.filter.Filters.contains;
import static dev.nearfield.filter.Filters.eq;
import static dev.nearfield.filter.Filters.in;
import static dev.nearfield.filter.Filters.lt;
import static dev.nearfield.filter.Filters.missing;
import static dev.nearfield.filter.Filters.ne;
import static dev.nearfield.filter.Filters.not;
import static dev.nearfield.filter.Filters.or;
import static dev.nearfield.filter.Filters.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.InvalidInputException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FilterRoundTripTest {
  private static final String PIECES =
      "abz019 _.-'\"`$()=<>!&|,:+\\\n\tTZéß😀ANDORNOTINinstanttrueInfinity";

  @Test
  void theTextIsCanonical() {
    assertEquals(
        "lang = 'en' AND NOT year < 2020 AND (tags MISSING OR `two words` != 1.5)",
        and(eq("lang", "en"), not(lt("year", 2020)), or(missing("tags"), ne("two words", 1.5)))
            .toString());
    assertEquals(
        "(a = 1 AND b = 2) OR c = 3", eq("a", 1).and(eq("b", 2)).or(eq("c", 3)).toString());
    assertEquals("NOT (a = 1 OR b = 2)", not(or(eq("a", 1), eq("b", 2))).toString());
    assertEquals("$id NOT IN ('it''s', 'b')", in("$id", "it's", "b").negate().toString());
    assertEquals(
        "NOT $created BETWEEN instant '1970-01-01T00:00:00Z' AND instant '1970-01-01T00:00:01Z'",
        not(between("$created", Instant.EPOCH, Instant.ofEpochSecond(1))).toString());
    assertEquals(
        "a CONTAINS 'x' AND a STARTS WITH ''",
        contains("a", "x").and(startsWith("a", "")).toString());
    assertEquals("a IN (-0.0, Infinity)", in("a", -0.0, Double.POSITIVE_INFINITY).toString());
  }

  @Test
  void everyFilterReadsBackFromItsText() {
    var random = new RandomFilters(new Random(1));
    var types = new HashSet<Class<?>>();
    for (int i = 0; i < 30_000; i++) {
      Filter filter = random.filter();
      types.add(filter.getClass());
      Filter read = Filter.parse(filter.toString());
      assertEquals(filter, read);
      assertEquals(filter.toString(), read.toString());
    }
    assertEquals(
        Filter.class.getPermittedSubclasses().length, types.size(), "all kinds were tried");
  }

  @Test
  void aDamagedTextIsReadOrRefusedAndNothingElse() {
    var random = new Random(2);
    var filters = new RandomFilters(random);
    int[] pieces = PIECES.codePoints().toArray();
    int refused = 0;
    for (int i = 0; i < 30_000; i++) {
      var text = new StringBuilder(filters.filter().toString());
      for (int j = random.nextInt(1, 4); j > 0 && !text.isEmpty(); j--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 6)));
          case 1 -> text.insert(at, Character.toString(pieces[random.nextInt(pieces.length)]));
          default -> text.setLength(at);
        }
      }
      try {
        Filter read = Filter.parse(text.toString());
        assertEquals(read, Filter.parse(read.toString()));
      } catch (InvalidInputException e) {
        refused++;
        assertTrue(String.valueOf(e.getMessage()).startsWith("The filter is "));
      }
    }
    assertTrue(refused > 5_000 && refused < 29_000, "refused " + refused);
  }
}
