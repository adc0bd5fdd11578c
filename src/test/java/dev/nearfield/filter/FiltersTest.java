package dev.nearfield.filter;

import static dev.nearfield.filter.Filters.and;
import static dev.nearfield.filter.Filters.atLeast;
import static dev.nearfield.filter.Filters.between;
import static dev.nearfield.filter.Filters.contains;
import static dev.nearfield.filter.Filters.eq;
import static dev.nearfield.filter.Filters.exists;
import static dev.nearfield.filter.Filters.has;
import static dev.nearfield.filter.Filters.in;
import static dev.nearfield.filter.Filters.lt;
import static dev.nearfield.filter.Filters.missing;
import static dev.nearfield.filter.Filters.ne;
import static dev.nearfield.filter.Filters.notIn;
import static dev.nearfield.filter.Filters.or;
import static dev.nearfield.filter.Filters.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.MetadataValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class FiltersTest {
  private static final Filter A = eq("a", 1);
  private static final Filter B = eq("b", 2);
  private static final Filter C = eq("c", 3);

  @Test
  void negativeConditionsAreNegationsOfThePositive() {
    assertEquals(new Filter.Not(A), ne("a", 1));
    assertEquals(new Filter.Not(in("a", 1, 2)), notIn("a", List.of(1, 2)));
    assertEquals(new Filter.Not(exists("a")), missing("a"));
  }

  @Test
  void anAndInsideAnAndIsTakenUp() {
    assertEquals(and(A, B, C), A.and(B).and(C));
    assertEquals(and(A, B, C), A.and(B.and(C)));
    assertEquals(or(A, B, C), A.or(B).or(C));
    assertNotEquals(and(A, B).or(C), A.and(B.or(C)));
  }

  @Test
  void oneFilterAloneIsAnsweredAsItIs() {
    assertSame(A, and(A));
    assertSame(A, or(List.of(A)));
  }

  @Test
  void joiningNoFilterIsRefused() {
    refused("and joins at least two filters, got 0", () -> and());
    refused("or joins at least two filters, got 0", () -> or(List.of()));
    refused("or joins at least two filters, got 1", () -> new Filter.Or(List.of(A)));
  }

  @Test
  void aListIsNoValueToCompareWith() {
    refused("got the list [x, y]", () -> eq("a", List.of("x", "y")));
    refused("got the list [x]", () -> in("a", "w", List.of("x")));
  }

  @Test
  void noValuesAreRefused() {
    refused("IN needs at least one value, got none for the key a", () -> in("a"));
    refused("IN needs at least one value", () -> notIn("a", List.of()));
  }

  @Test
  void nullIsRefusedWithAPointerToMissing() {
    Object none = Arrays.asList((Object) null).getFirst();
    refused("The key a cannot be compared with null. Use exists or missing.", () -> eq("a", none));
    refused("Use exists or missing.", () -> in("a", Arrays.asList("x", none)));
  }

  @Test
  void booleansHaveNoOrder() {
    refused("< needs a number, a string or an instant, got true", () -> lt("a", true));
    refused("BETWEEN needs", () -> between("a", false, true));
  }

  @Test
  void theEndsOfBetweenMustFit() {
    refused("got 1 and 'x'", () -> between("a", 1, "x"));
    refused("got 3 and 2.5. Swap them", () -> between("a", 3, 2.5));
  }

  @Test
  void aBuiltInIsComparedWithItsOwnKindOnly() {
    refused("$created holds an instant", () -> atLeast("$created", "2024-01-01"));
    refused("$id holds a string and is never equal to 5", () -> in("$id", "a", 5));
    refused("$updated holds an instant, and CONTAINS", () -> contains("$updated", "2024"));
    refused("$expires holds an instant, and STARTS WITH", () -> startsWith("$expires", "2024"));
    refused("$title is no list", () -> has("$title", "x"));
    assertEquals(
        new Filter.Compare(Key.CREATED, Filter.Operator.AT_LEAST, MetadataValue.of(Instant.EPOCH)),
        atLeast("$created", Instant.EPOCH));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    refused("U+D83D) at position 1", () -> eq("a", "x\uD83D"));
    refused("U+DE00) at position 0", () -> contains("a", "\uDE00\uD83D"));
    refused("half a surrogate pair", () -> startsWith("a", "\uD83D"));
    refused("half a surrogate pair", () -> has("a", "\uD83D"));
    refused("half a surrogate pair", () -> exists("\uD83D"));
    assertEquals("a = '😀'", eq("a", "😀").toString());
  }

  @Test
  void aLongChainOfAndsStaysFlat() {
    Filter filter = A;
    for (int i = 0; i < 2_000; i++) {
      filter = filter.and(eq("n", i));
    }
    assertEquals(2_001, ((Filter.And) filter).filters().size());
    assertEquals(filter, Filter.parse(filter.toString()));
  }

  @Test
  void nestingIsLimited() {
    Filter deepest = nested(Filter.MAX_NESTING);
    assertEquals(deepest, Filter.parse(deepest.toString()));
    refused("nests at most 200 levels", deepest::negate);
    refused("nests at most 200 levels", () -> A.and(deepest));
    Filter wide = or(nested(Filter.MAX_NESTING - 1), B);
    refused("nests at most 200 levels", wide::negate);
  }

  private static Filter nested(int levels) {
    Filter filter = A;
    for (int i = 0; i < levels; i++) {
      filter =
          switch (i % 3) {
            case 0 -> filter.and(B);
            case 1 -> filter.or(C);
            default -> filter.negate();
          };
    }
    return filter;
  }

  @Test
  void theGivenListsAreCopied() {
    var values = new ArrayList<Object>(List.of("x"));
    Filter filter = in("a", values);
    values.add("y");
    assertEquals(in("a", "x"), filter);
  }

  private static void refused(String part, Executable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(part), () -> "'" + part + "' should be in: " + message);
  }
}
