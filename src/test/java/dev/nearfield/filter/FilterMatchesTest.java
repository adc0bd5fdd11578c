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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FilterMatchesTest {
  private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

  private static final SourceDocument DOCUMENT =
      SourceDocument.of(
              "refunds",
              "Refunds are paid within 30 days.",
              Metadata.of(
                  "lang",
                  "en",
                  "year",
                  2024,
                  "price",
                  9.5,
                  "open",
                  true,
                  "seen",
                  NEW_YEAR,
                  "tags",
                  List.of("money", "returns"),
                  "none",
                  List.of(),
                  "blank",
                  ""))
          .withSource("handbook/refunds.md")
          .withTimes(NEW_YEAR, null);

  private static void holds(Filter filter) {
    assertTrue(filter.matches(DOCUMENT), filter + " should hold");
    assertFalse(not(filter).matches(DOCUMENT), "not " + filter + " should not hold");
  }

  private static void fails(Filter filter) {
    assertFalse(filter.matches(DOCUMENT), filter + " should not hold");
    assertTrue(not(filter).matches(DOCUMENT), "not " + filter + " should hold");
  }

  @Test
  void stringsAreEqualCharacterByCharacter() {
    holds(eq("lang", "en"));
    fails(eq("lang", "EN"));
    fails(eq("lang", "e"));
    holds(eq("blank", ""));
    fails(ne("lang", "en"));
    holds(ne("lang", "de"));
  }

  @Test
  void numbersAreEqualAcrossLongAndDouble() {
    holds(eq("year", 2024));
    holds(eq("year", 2024.0));
    fails(eq("year", 2024.5));
    holds(eq("price", 9.5));
    holds(between("price", 9, 10));
    holds(in("year", "2024", 2024.0));
  }

  @Test
  void valuesOfAnotherKindAreNeverEqualNorInOrder() {
    fails(eq("year", "2024"));
    fails(eq("year", true));
    fails(eq("open", "true"));
    fails(eq("seen", NEW_YEAR.toString()));
    fails(lt("year", "3000"));
    fails(atLeast("year", "0"));
    fails(lt("lang", 5));
    fails(gt("lang", 5));
    fails(atLeast("seen", 0));
    fails(atLeast("open", ""));
    fails(in("year", "2024", true));
    holds(ne("year", "2024"));
    holds(notIn("year", "2024", true));
  }

  @Test
  void ordersIncludeOrExcludeTheValueItself() {
    fails(lt("year", 2024));
    holds(atMost("year", 2024));
    fails(gt("year", 2024));
    holds(atLeast("year", 2024));
    holds(lt("year", 2024.1));
    holds(gt("year", 2023.9));
    holds(between("year", 2024, 2024));
    holds(between("year", 2020, 2024));
    holds(between("year", 2024, 2030));
    fails(between("year", 2025, 2030));
    fails(between("year", 2020, 2023));
    holds(lt("lang", "eo"));
    fails(lt("lang", "EN"));
  }

  @Test
  void instantsCompareToTheMicrosecond() {
    holds(eq("seen", NEW_YEAR));
    holds(eq("seen", NEW_YEAR.plusNanos(999)));
    fails(eq("seen", NEW_YEAR.plusNanos(1000)));
    holds(lt("seen", NEW_YEAR.plusNanos(1000)));
    holds(atLeast("seen", NEW_YEAR));
  }

  @Test
  void booleansAreEqualOrNot() {
    holds(eq("open", true));
    fails(eq("open", false));
    holds(in("open", false, true));
    fails(in("open", false));
  }

  @Test
  void stringsAreSearchedForPartsAndBeginnings() {
    holds(contains("lang", "n"));
    holds(contains("lang", ""));
    fails(contains("lang", "N"));
    fails(contains("lang", "*"));
    holds(startsWith("lang", "e"));
    fails(startsWith("lang", "n"));
    fails(contains("year", "2"));
    fails(startsWith("year", "2"));
    holds(startsWith("$source", "handbook/"));
  }

  @Test
  void aListHoldsWhatAnyItemHolds() {
    holds(eq("tags", "money"));
    fails(eq("tags", "mone"));
    holds(in("tags", "x", "returns"));
    holds(contains("tags", "turn"));
    holds(startsWith("tags", "ret"));
    holds(lt("tags", "n"));
    holds(gt("tags", "n"));
    fails(gt("tags", "s"));
    holds(exists("tags"));
    fails(ne("tags", "money"));
    holds(and(ne("tags", "cash"), notIn("tags", "cash", "x")));
  }

  @Test
  void betweenAsksForOneItemInsideBothEnds() {
    fails(between("tags", "n", "q"));
    holds(atLeast("tags", "n").and(atMost("tags", "q")));
    holds(between("tags", "n", "s"));
  }

  @Test
  void hasHoldsForItemsOfListsOnly() {
    holds(has("tags", "money"));
    fails(has("tags", "mone"));
    fails(has("lang", "en"));
    fails(has("none", ""));
    fails(has("nowhere", "x"));
  }

  @Test
  void anEmptyListIsLikeAMissingKey() {
    fails(exists("none"));
    holds(missing("none"));
    fails(eq("none", ""));
    fails(contains("none", ""));
    holds(ne("none", "x"));
    holds(exists("blank"));
  }

  @Test
  void onlyNegationsHoldForAMissingKey() {
    fails(eq("nowhere", "x"));
    fails(lt("nowhere", 5));
    fails(atLeast("nowhere", 5));
    fails(between("nowhere", 1, 5));
    fails(in("nowhere", "x"));
    fails(contains("nowhere", ""));
    fails(startsWith("nowhere", ""));
    fails(exists("nowhere"));
    holds(missing("nowhere"));
    holds(ne("nowhere", "x"));
    holds(notIn("nowhere", "x"));
    holds(not(lt("nowhere", 5)));
  }

  @Test
  void builtInFieldsAreReadFromTheDocument() {
    holds(eq("$id", "refunds"));
    fails(eq("id", "refunds"));
    holds(eq(Key.SOURCE, "handbook/refunds.md"));
    holds(eq("$created", NEW_YEAR));
    holds(missing("$title"));
    holds(missing("$updated"));
    holds(missing("$expires"));
    fails(lt("$expires", NEW_YEAR));
    holds(startsWith("$title", "Re").negate());
    var more = DOCUMENT.withTitle("Refunds").withTimes(null, NEW_YEAR).withExpires(NEW_YEAR);
    assertTrue(
        and(eq("$title", "Refunds"), eq("$updated", NEW_YEAR), eq("$expires", NEW_YEAR))
            .matches(more));
    assertTrue(missing("$created").matches(more));
  }

  @Test
  void aMetadataKeyMayBearTheNameOfABuiltIn() {
    var document = SourceDocument.of("a", "", Metadata.of("$id", "b", "id", "c"));
    assertTrue(eq("$id", "a").matches(document));
    assertTrue(eq(Key.metadata("$id"), "b").matches(document));
    assertTrue(eq("id", "c").matches(document));
  }

  @Test
  void filtersAreJoined() {
    Filter english = eq("lang", "en");
    Filter old = lt("year", 2000);
    holds(and(english, not(old)));
    fails(and(english, old));
    holds(or(old, english));
    fails(or(old, not(english)));
    holds(english.and(old).or(english));
    fails(english.and(old.or(english.negate())));
  }

  @Test
  void randomFiltersObeyTheLawsOfLogic() {
    var random = new RandomFilters(new Random(42));
    int[] held = new int[2];
    for (int i = 0; i < 5_000; i++) {
      Filter a = random.filter();
      Filter b = random.filter();
      SourceDocument document = random.document("d" + i);
      boolean x = a.matches(document);
      boolean y = b.matches(document);
      held[x ? 1 : 0]++;
      assertEquals(!x, a.negate().matches(document));
      assertEquals(x && y, a.and(b).matches(document));
      assertEquals(x || y, a.or(b).matches(document));
    }
    assertTrue(held[0] > 1_000 && held[1] > 1_000, "random filters should decide both ways");
  }
}
