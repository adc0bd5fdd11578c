package dev.nearfield.filter;

import static dev.nearfield.filter.Filters.and;
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
import static dev.nearfield.filter.Filters.or;
import static dev.nearfield.filter.Filters.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FilterParseTest {

  private static void reads(Filter expected, String... texts) {
    for (String text : texts) {
      assertEquals(expected, Filter.parse(text), text);
    }
  }

  @Test
  void comparisons() {
    reads(eq("lang", "en"), "lang = 'en'", "lang=='en'", "  lang\n=\t\"en\"  ");
    reads(ne("lang", "en"), "lang != 'en'", "lang<>'en'", "NOT lang = 'en'", "!lang = 'en'");
    reads(lt("year", 2020), "year < 2020", "year<2020");
    reads(atMost("year", 2020), "year <= 2020");
    reads(gt("year", 2020), "year > 2020");
    reads(atLeast("year", 2020), "year >= 2020", "year>=+2020");
  }

  @Test
  void wordOperatorsInAnyCase() {
    reads(in("lang", "en", 5, true), "lang IN ('en', 5, true)", "lang in('en',5,TRUE)");
    reads(notIn("lang", "en"), "lang NOT IN ('en')", "NOT lang In ('en')");
    reads(between("year", 2020, 2024), "year BETWEEN 2020 AND 2024", "year between 2020 and 2024");
    reads(not(between("year", 1, 2)), "year NOT BETWEEN 1 AND 2");
    reads(contains("lang", "n"), "lang CONTAINS 'n'");
    reads(not(contains("lang", "n")), "lang NOT CONTAINS 'n'");
    reads(has("tags", "x"), "tags HAS 'x'", "tags has \"x\"");
    reads(startsWith("lang", "e"), "lang STARTS WITH 'e'", "lang starts   with 'e'");
    reads(not(startsWith("lang", "e")), "lang NOT STARTS WITH 'e'");
    reads(exists("year"), "year EXISTS", "year exists");
    reads(missing("year"), "year MISSING", "year NOT EXISTS", "NOT year EXISTS");
  }

  @Test
  void andBindsTighterThanOrAndNotTighterThanBoth() {
    Filter a = eq("a", 1);
    Filter b = eq("b", 2);
    Filter c = eq("c", 3);
    reads(or(a, and(b, c)), "a=1 OR b=2 AND c=3", "a=1 || b=2 && c=3", "a=1 or (b=2 and c=3)");
    reads(and(or(a, b), c), "(a=1 OR b=2) AND c=3");
    reads(
        and(a, b, c), "a=1 AND b=2 AND c=3", "(a=1 AND b=2) AND c=3", "((a=1)) and (b=2 and c=3)");
    reads(and(not(a), b), "NOT a=1 AND b=2", "!(a=1) && b=2");
    reads(not(and(a, b)), "NOT (a=1 AND b=2)");
    reads(not(not(a)), "NOT NOT a=1", "!!a=1", "NOT a != 1");
    reads(and(between("a", 1, 2), between("b", 3, 4)), "a BETWEEN 1 AND 2 AND b BETWEEN 3 AND 4");
  }

  @Test
  void strings() {
    reads(eq("a", "it's"), "a = 'it''s'", "a = \"it's\"");
    reads(eq("a", "say \"so\""), "a = 'say \"so\"'", "a = \"say \"\"so\"\"\"");
    reads(eq("a", ""), "a = ''", "a = \"\"");
    reads(eq("a", "'"), "a = ''''", "a = \"'\"");
    reads(eq("a", "C:\\new\\table"), "a = 'C:\\new\\table'");
    reads(eq("a", "two\nlines"), "a = 'two\nlines'");
  }

  @Test
  void numbers() {
    reads(eq("a", 5), "a = 5", "a = +5", "a = 005");
    reads(eq("a", -5), "a = -5", "a=-5");
    reads(eq("a", 5.0), "a = 5.0", "a = 5e0", "a = 50E-1");
    reads(eq("a", 1.5e-7), "a = 1.5e-7", "a = 0.00000015");
    reads(eq("a", Long.MIN_VALUE), "a = -9223372036854775808");
    reads(eq("a", Double.MIN_VALUE), "a = 4.9E-324");
    reads(eq("a", Double.POSITIVE_INFINITY), "a = Infinity", "a = INFINITY", "a = +infinity");
    reads(eq("a", Double.NEGATIVE_INFINITY), "a = -Infinity");
  }

  @Test
  void booleans() {
    reads(eq("a", true), "a = true", "a = TRUE");
    reads(eq("a", false), "a = False");
  }

  @Test
  void times() {
    Instant day = Instant.parse("2024-02-29T00:00:00Z");
    reads(
        atLeast("$created", day),
        "$created >= 2024-02-29",
        "$created >= instant '2024-02-29'",
        "$created >= INSTANT '2024-02-29T00:00:00Z'",
        "$created >= instant \"2024-02-29T01:00:00+01:00\"");
    reads(between("seen", day, day.plusSeconds(86_400)), "seen BETWEEN 2024-02-29 AND 2024-03-01");
    reads(eq("a", "2024-02-29"), "a = '2024-02-29'");
    reads(eq("a", day.plusNanos(1_000)), "a = instant '2024-02-29T00:00:00.000001999Z'");
  }

  @Test
  void keys() {
    reads(eq("a.b-c_d", 1), "a.b-c_d = 1");
    reads(eq("_", 1), "_ = 1");
    reads(eq("two words", 1), "`two words` = 1");
    reads(eq("a`b", 1), "`a``b` = 1");
    reads(eq("in", 1), "`in` = 1");
    reads(eq(Key.SOURCE, "x"), "$source = 'x'");
    reads(eq(Key.metadata("$source"), "x"), "`$source` = 'x'");
    reads(eq("source", "x"), "source = 'x'");
    reads(eq("android", 1), "android = 1");
  }

  @Test
  void aTextAtTheLimitOfNestingIsReadOnASmallStack() throws InterruptedException {
    String text = "(".repeat(200) + "a = 1" + ")".repeat(200);
    Filter[] read = new Filter[1];
    var thread = new Thread(null, () -> read[0] = Filter.parse(text), "small", 256 * 1024);
    thread.start();
    thread.join();
    assertEquals(eq("a", 1), read[0]);
  }
}
