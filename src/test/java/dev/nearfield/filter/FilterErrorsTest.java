package dev.nearfield.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterErrorsTest {

  private static String message(String text) {
    return String.valueOf(
        assertThrows(InvalidInputException.class, () -> Filter.parse(text), text).getMessage());
  }

  @Test
  void anErrorNamesTheColumnAndShowsTheLineWithACaret() {
    assertEquals(
        """
        The filter is not understood at column 20: expected a value after '<', got the end of the \
        text. A value is a string in quotes, a number, true, false, a date, or instant '...'.
          lang = 'en' AND a <
                             ^\
        """,
        message("lang = 'en' AND a <"));
  }

  @Test
  void aTextOfSeveralLinesIsShownByTheLineInQuestion() {
    assertEquals(
        """
        The filter is not understood at line 2, column 15: expected a key after 'AND', got 'AND'. \
        The words of the language are reserved; a key of that name goes in backquotes: `AND`.
          AND b = 2 AND AND c = 3
                        ^\
        """,
        message("a = 1\nAND b = 2 AND AND c = 3\nAND d = 4"));
  }

  @Test
  void columnsCountCodePoints() {
    String message = message("a = '😀😀' b");
    assertTrue(message.contains("at column 10:"), message);
    assertTrue(message.endsWith("\n           ^"), message);
  }

  @Test
  void aLongLineIsCutAroundThePlace() {
    String message = message("a = 1 AND ".repeat(50) + "b ! 5" + " AND c = 2".repeat(50));
    String[] lines = message.split("\n");
    assertTrue(lines[0].contains("column 503"), message);
    assertTrue(lines[1].length() < 90, message);
    assertEquals('!', lines[1].charAt(lines[2].indexOf('^')), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '%',
      textBlock =
          """
          lang                    ~ 5  ~ expected an operator after 'lang', got the end of the text.
          lang 'en'               ~ 6  ~ got 'en'. The operators are =, !=, <
          lang LIKE 'en'          ~ 6  ~ expected an operator after 'lang', got 'LIKE'
          lang = en               ~ 8  ~ Put a string in quotes: 'en'.
          lang = 'en' year = 5    ~ 13 ~ expected AND, OR or the end after 'en', got 'year'
          lang = 'en              ~ 8  ~ the string that begins here has no closing '
          `lang = 'en'            ~ 1  ~ the key that begins here has no closing `
          'lang' = 'en'           ~ 1  ~ Write a key without quotes, or in backquotes.
          (lang = 'en'            ~ 13 ~ expected AND, OR or ')' after 'en'
          lang = 'en')            ~ 12 ~ expected AND, OR or the end after 'en', got ')'
          ()                      ~ 2  ~ expected a key after '(', got ')'
          NOT                     ~ 4  ~ expected a key after 'NOT', got the end of the text
          lang = 'en' AND         ~ 16 ~ expected a key after 'AND'
          AND lang = 'en'         ~ 1  ~ expected a key, got 'AND'
          lang IN 'en'            ~ 9  ~ expected '(' after 'IN', got 'en'
          lang IN ()              ~ 10 ~ expected a value after '(', got ')'
          lang IN ('en' 'de')     ~ 15 ~ expected ',' or ')' after 'en', got 'de'
          lang IN ('en',)         ~ 15 ~ expected a value after ',', got ')'
          year BETWEEN 1          ~ 15 ~ expected AND and the upper end after '1'
          year BETWEEN 1 && 2     ~ 16 ~ expected AND and the upper end after '1', got '&&'
          year BETWEEN 5 AND 3    ~ 14 ~ got 5 and 3. Swap them.
          year BETWEEN 5 AND 'x'  ~ 14 ~ BETWEEN needs two numbers, two strings or two instants, got 5 and 'x'
          lang CONTAINS 5         ~ 15 ~ expected a string in quotes after 'CONTAINS', got '5'
          lang STARTS 'e'         ~ 13 ~ expected WITH after 'STARTS', got 'e'
          open < true             ~ 8  ~ < needs a number, a string or an instant, got true
          $sauce = 'x'            ~ 1  ~ There is no built-in field $sauce. There are $id, $title
          $ = 'x'                 ~ 1  ~ There is no built-in field $.
          $created > '2024-01-01' ~ 12 ~ $created holds an instant
          $title HAS 'x'          ~ 12 ~ $title is no list
          seen > instant 5        ~ 16 ~ expected a time in quotes after 'instant', got '5'
          seen > instant 'today'  ~ 16 ~ 'today' is no time. Write a date as 2024-01-31
          seen > 2024-02-30       ~ 8  ~ '2024-02-30' is no time
          seen > 2024-1-1         ~ 8  ~ '2024-1-1' is no number
          seen > 2024-01-01T10:00 ~ 8  ~ write a time as instant '2024-01-31T12:00:00Z'
          year = 12a              ~ 8  ~ '12a' is no number
          year = 1.               ~ 8  ~ '1.' is no number
          year = 1.2.3            ~ 8  ~ '1.2.3' is no number
          year = -x               ~ 8  ~ '-x' is no number
          year = 9223372036854775808 ~ 8 ~ 9223372036854775808 does not fit 64 bits. Append .0
          year = 1e999            ~ 8  ~ the number 1e999 lies beyond the doubles
          year = #                ~ 8  ~ the character '#' (U+0023) has no meaning here
          größe = 5               ~ 3  ~ the character 'ö' (U+00F6) has no meaning here
          year & 5                ~ 6  ~ the character '&' (U+0026)
          `` = 5                  ~ 1  ~ A metadata key must have 1 to 256 characters
          a.b = \\5               ~ 7  ~ the character '\\' (U+005C)
          """)
  void errorsPointAtThePlaceAndTellTheNextStep(String text, int column, String part) {
    String message = message(text.strip());
    assertTrue(
        message.startsWith("The filter is not understood at column " + column + ": "), message);
    assertTrue(message.contains(part.strip()), message);
    assertTrue(message.endsWith("\n  " + " ".repeat(column - 1) + "^"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void anEmptyTextIsToldApart(String text) {
    assertTrue(message(text).startsWith("The filter is empty."));
  }

  @Test
  void timesOutOfRangeAreRefused() {
    String message = message("seen = instant '+400000-01-01T00:00:00Z'");
    assertTrue(message.contains("outside the years"), message);
  }

  @Test
  void nestingIsLimitedAndNeverExhaustsTheStack() {
    for (int levels : new int[] {201, 1_000_000}) {
      assertTrue(message("(".repeat(levels) + "a = 1").contains("column 201"));
      assertTrue(message("!".repeat(levels) + "a = 1").contains("at most 200 levels"));
      assertTrue(message("NOT (".repeat(levels)).contains("at most 200 levels"));
    }
  }

  @Test
  void nestingWithoutParenthesesCountsToo() {
    String text = "a = 1 OR b = 2 AND (".repeat(150) + "c = 3" + ")".repeat(150);
    assertTrue(message(text).contains("at most 200 levels"), "or and and are two levels");
  }

  @Test
  void manyConditionsSideBySideAreFine() {
    String text = "a = 1 AND b = 2 OR ".repeat(20_000) + "c = 3";
    assertEquals(20_001, ((Filter.Or) Filter.parse(text)).filters().size());
  }

  @Test
  void halfASurrogatePairIsRefusedWhereItStands() {
    assertTrue(message("a = 'x\uD83D'").contains("at column 5: A string of a filter has half a"));
  }
}
