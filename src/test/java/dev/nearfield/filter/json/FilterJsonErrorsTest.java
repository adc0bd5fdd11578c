package dev.nearfield.filter.json;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterJsonErrorsTest {

  private static String message(String json) {
    return String.valueOf(
        assertThrows(InvalidInputException.class, () -> FilterJson.parse(json), json).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '%',
      textBlock =
          """
          5                                 ~ at its root: expected an object ~ got 5.
          []                                ~ at its root: expected an object ~ got an array of 0 items.
          null                              ~ at its root: expected an object ~ got null.
          {}                                ~ at its root: the object has no condition ~ leave the filter out
          {"a":null}                        ~ at /a: ~ got null. Use {"exists": false}
          {"a":["x","y"]}                   ~ at /a: ~ got an array of 2 items. Use {"in": [...]}
          {"a":{}}                          ~ at /a: there is no operator. ~ The operators are eq, ne
          {"a":{"like":"x"}}                ~ at /a/like: there is no operator of this name. ~ startsWith
          {"a":{"$key":"b","gt":5}}         ~ at /a/$key: there is no operator of this name. ~ eq
          {"a":{"gte":null}}                ~ at /a/gte: expected a string, a number ~ got null. Use {"exists": false}
          {"a":{"gte":[1]}}                 ~ at /a/gte: ~ got an array of 1 items
          {"a":{"gte":true}}                ~ at /a/gte: >= needs a number ~ got true
          {"a":{"in":"x"}}                  ~ at /a/in: expected an array of values ~ got "x"
          {"a":{"in":[]}}                   ~ at /a/in: IN needs at least one value ~ the key a
          {"a":{"in":["x",[1]]}}            ~ at /a/in/1: expected a string, a number ~ got an array of 1 items
          {"a":{"between":[1]}}             ~ at /a/between: expected two values ~ got 1.
          {"a":{"between":[3,1]}}           ~ at /a/between: ~ got 3 and 1. Swap them.
          {"a":{"contains":5}}              ~ at /a/contains: expected a string ~ got 5
          {"a":{"exists":"yes"}}            ~ at /a/exists: expected true or false ~ got "yes"
          {"a":{"$instant":"today"}}        ~ at /a/$instant: expected a time ~ got "today"
          {"a":{"$instant":5}}              ~ at /a/$instant: expected a time ~ got 5
          {"a":{"$instant":"2024-01-31T12:00:00Z","gt":5}} ~ at /a: ~ nothing beside it
          {"a":{"$instant":"+400000-01-01T00:00:00Z"}} ~ at /a: ~ outside the years
          {"a":{"$double":"NaN"}}           ~ at /a/$double: expected "Infinity" or "-Infinity" ~ got "NaN"
          {"a":9223372036854775808}         ~ at /a: the number 9223372036854775808 ~ does not fit 64 bits
          {"a":1e999}                       ~ at /a: the number lies beyond the doubles ~ "$double": "Infinity"
          {"$sauce":"x"}                    ~ at /$sauce: There is no built-in field $sauce. ~ $id, $title, $source
          {"$created":"2024"}               ~ at /$created: $created holds an instant ~ never equal to '2024'
          {"and":"x"}                       ~ at /and: expected an array of one or more filters, got "x" ~ {"$key": "and", "eq": ...}
          {"$or":[]}                        ~ at /$or: ~ got an array of 0 items
          {"not":[{"a":1}]}                 ~ at /not: expected an object ~ got an array of 1 items
          {"and":[{"a":1},{"or":[{"b":2},5]}]} ~ at /and/1/or/1: expected an object ~ got 5
          {"$key":"and"}                    ~ at its root: there is no operator ~ eq, ne
          {"$key":5,"eq":1}                 ~ at /$key: expected the name of a metadata key ~ got 5
          {"$key":"and","eq":1,"lang":"en"} ~ at /lang: there is no operator of this name ~ eq
          {"":1}                            ~ must have 1 to 256 characters ~ not be blank
          """)
  void errorsNameThePlaceAndTheValue(String json, String place, String part) {
    String message = message(json.strip());
    assertTrue(message.startsWith("The filter is not understood at "), message);
    assertTrue(message.contains(place.strip()), message);
    assertTrue(message.contains(part.strip()), message);
  }

  @Test
  void thePlaceIsAJsonPointer() {
    assertTrue(message("{\"a/b~c\":null}").contains(" at /a~1b~0c: expected a value"));
  }

  @Test
  void brokenJsonIsToldByLineAndColumn() {
    assertTrue(message("{\"a\":\n 5,,}").startsWith("The filter is no JSON at line 2, column 4: "));
    assertTrue(message("{\"a\":5").contains("Unexpected end-of-input"));
    assertTrue(message("lang = 'en'").startsWith("The filter is no JSON at line 1"));
    assertTrue(message("").contains("got nothing"));
  }

  @Test
  void nothingIsSilentlyLeftOut() {
    assertTrue(message("{\"a\":1,\"a\":2}").contains("Duplicate field 'a'"));
    assertTrue(message("{\"a\":1} {\"b\":2}").contains("The filter is no JSON"));
  }

  @Test
  void aLongValueIsCutInTheMessage() {
    String message = message("{\"a\":{\"in\":\"" + "x".repeat(1_000) + "\"}}");
    assertTrue(message.length() < 200, message);
  }

  @Test
  void nestingIsLimited() {
    String deep = "{\"not\":".repeat(201) + "{\"a\":1}" + "}".repeat(201);
    assertTrue(message(deep).contains("/not/not: objects are nested more than 200 levels deep"));
    assertTrue(message("{\"not\":".repeat(100_000)).startsWith("The filter is no JSON"));
    String twoLevelsAnObject = "{\"a\":1,\"or\":[{\"b\":2},".repeat(150) + "{\"c\":3}";
    assertTrue(message(twoLevelsAnObject + "]}".repeat(150)).contains("nests at most 200 levels"));
  }

  @Test
  void aDeepTreeFromElsewhereDoesNotExhaustTheStack() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("a", 1);
    for (int i = 0; i < 100_000; i++) {
      ObjectNode outer = JsonNodeFactory.instance.objectNode();
      outer.set(i % 2 == 0 ? "not" : "$not", tree);
      tree = outer;
    }
    ObjectNode deep = tree;
    assertThrows(InvalidInputException.class, () -> FilterJson.parse(deep));
    ObjectNode operand = JsonNodeFactory.instance.objectNode();
    operand.putObject("a").set("gt", deep);
    assertThrows(InvalidInputException.class, () -> FilterJson.parse(operand));
  }
}
