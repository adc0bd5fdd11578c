package dev.nearfield.filter.json;

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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.filter.RandomFilters;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FilterJsonTest {
  private static final Instant NOON = Instant.parse("2024-01-31T12:00:00Z");

  private static void reads(Filter expected, String... texts) {
    for (String text : texts) {
      assertEquals(expected, FilterJson.parse(text), text);
    }
  }

  @Test
  void aMemberWithAValueIsEquality() {
    reads(
        eq("source", "history"), "{\"source\":\"history\"}", "{\"source\":{\"$eq\":\"history\"}}");
    reads(eq("year", 2024), "{\"year\":2024}");
    reads(eq("year", 2024.0), "{\"year\":2024.0}", "{\"year\":2.024e3}");
    reads(eq("open", false), "{\"open\":false}");
    reads(eq("seen", NOON), "{\"seen\":{\"$instant\":\"2024-01-31T13:00:00+01:00\"}}");
    reads(eq("x", Double.NEGATIVE_INFINITY), "{\"x\":{\"$double\":\"-Infinity\"}}");
  }

  @Test
  void operatorsAreReadWithAndWithoutADollarSign() {
    for (String $ : List.of("", "$")) {
      String object = "{\"a\":{\"" + $;
      reads(eq("a", 1), object + "eq\":1}}");
      reads(ne("a", 1), object + "ne\":1}}");
      reads(gt("a", 1), object + "gt\":1}}");
      reads(atLeast("a", 1), object + "gte\":1}}");
      reads(lt("a", 1), object + "lt\":1}}");
      reads(atMost("a", NOON), object + "lte\":{\"$instant\":\"2024-01-31T12:00:00Z\"}}}");
      reads(between("a", 1, 2.5), object + "between\":[1,2.5]}}");
      reads(in("a", 1, "x", NOON), object + "in\":[1,\"x\",{\"$instant\":\"" + NOON + "\"}]}}");
      reads(notIn("a", true), object + "nin\":[true]}}");
      reads(contains("a", "x"), object + "contains\":\"x\"}}");
      reads(startsWith("a", "x"), object + "startsWith\":\"x\"}}");
      reads(has("a", "x"), object + "has\":\"x\"}}");
      reads(exists("a"), object + "exists\":true}}");
      reads(missing("a"), object + "exists\":false}}");
    }
  }

  @Test
  void connectivesAreReadWithAndWithoutADollarSign() {
    Filter a = eq("a", 1);
    Filter b = eq("b", 2);
    for (String $ : List.of("", "$")) {
      reads(and(a, b), "{\"" + $ + "and\":[{\"a\":1},{\"b\":2}]}");
      reads(or(a, b), "{\"" + $ + "or\":[{\"a\":1},{\"b\":2}]}");
      reads(not(a), "{\"" + $ + "not\":{\"a\":1}}");
      reads(a, "{\"" + $ + "and\":[{\"a\":1}]}");
    }
  }

  @Test
  void severalMembersMustAllHold() {
    reads(
        and(eq("lang", "en"), atLeast("year", 2022), lt("year", 2025)),
        "{\"lang\":\"en\",\"year\":{\"gte\":2022,\"lt\":2025}}");
    reads(
        and(eq("a", 1), or(eq("b", 2), eq("c", 3)), not(eq("d", 4))),
        "{\"a\":1,\"or\":[{\"b\":2},{\"c\":3}],\"not\":{\"d\":4}}");
  }

  @Test
  void builtInsAndOddKeysAreReached() {
    reads(eq(Key.SOURCE, "x"), "{\"$source\":\"x\"}");
    reads(atLeast(Key.CREATED, NOON), "{\"$created\":{\"gte\":{\"$instant\":\"" + NOON + "\"}}}");
    reads(eq("and", "x"), "{\"$key\":\"and\",\"eq\":\"x\"}");
    reads(
        and(eq("a", 1), atLeast(Key.metadata("$id"), 1), lt(Key.metadata("$id"), 2)),
        "{\"and\":[{\"a\":1},{\"$key\":\"$id\",\"gte\":1,\"$lt\":2}]}");
    reads(eq("key", "and"), "{\"key\":\"and\"}");
    reads(eq("eq", 5), "{\"eq\":5}");
  }

  @Test
  void nodesOfAnyMapperAreRead() throws Exception {
    var exact =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    assertEquals(
        in("a", 2024, 2.5), FilterJson.parse(exact.readTree("{\"a\":{\"in\":[2024,2.5]}}")));
  }

  @Test
  void theJsonIsCanonical() {
    writes("{\"lang\":\"en\"}", eq("lang", "en"));
    writes("{\"lang\":{\"ne\":\"en\"}}", ne("lang", "en"));
    writes("{\"year\":{\"between\":[2020,2024.0]}}", between("year", 2020, 2024.0));
    writes("{\"year\":{\"nin\":[2020,true]}}", notIn("year", 2020, true));
    writes("{\"year\":{\"exists\":false}}", missing("year"));
    writes("{\"not\":{\"year\":{\"lt\":2020}}}", not(lt("year", 2020)));
    writes("{\"$id\":{\"startsWith\":\"a\"}}", startsWith("$id", "a"));
    writes("{\"$key\":\"$id\",\"eq\":1}", eq(Key.metadata("$id"), 1));
    writes("{\"$key\":\"not\",\"exists\":true}", exists("not"));
    writes("{\"seen\":{\"$instant\":\"2024-01-31T12:00:00Z\"}}", eq("seen", NOON));
    writes("{\"x\":{\"lt\":{\"$double\":\"Infinity\"}}}", lt("x", Double.POSITIVE_INFINITY));
    writes(
        "{\"and\":[{\"a\":1},{\"or\":[{\"b\":2},{\"c\":3}]}]}",
        eq("a", 1).and(eq("b", 2).or(eq("c", 3))));
  }

  private static void writes(String expected, Filter filter) {
    assertEquals(expected, FilterJson.toJson(filter).toString());
  }

  @Test
  void everyFilterReadsBackFromItsJson() {
    var random = new RandomFilters(new Random(3));
    for (int i = 0; i < 20_000; i++) {
      Filter filter = random.filter();
      JsonNode json = FilterJson.toJson(filter);
      assertEquals(filter, FilterJson.parse(json));
      assertEquals(filter, FilterJson.parse(json.toString()));
    }
  }

  @Test
  void damagedJsonIsReadOrRefusedAndNothingElse() {
    var random = new Random(4);
    var filters = new RandomFilters(random);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      ObjectNode json = FilterJson.toJson(filters.filter());
      damage(json, random);
      try {
        Filter read = FilterJson.parse(json);
        assertEquals(read, FilterJson.parse(FilterJson.toJson(read)));
      } catch (InvalidInputException e) {
        refused++;
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("The filter is not understood at "), message);
      }
    }
    assertTrue(refused > 5_000 && refused < 19_500, "refused " + refused);
  }

  /** Replaces, renames or removes one node somewhere in the tree. */
  private static void damage(JsonNode tree, Random random) {
    var containers = new ArrayList<JsonNode>(List.of(tree));
    for (int i = 0; i < containers.size(); i++) {
      containers
          .get(i)
          .forEach(
              child -> {
                if (child.isContainerNode()) {
                  containers.add(child);
                }
              });
    }
    JsonNode container = containers.get(random.nextInt(containers.size()));
    JsonNodeFactory json = JsonNodeFactory.instance;
    List<JsonNode> others =
        List.of(
            json.nullNode(),
            json.numberNode(5),
            json.booleanNode(true),
            json.textNode("$id"),
            json.arrayNode(),
            json.objectNode(),
            json.objectNode().put("$instant", "x"));
    JsonNode other = others.get(random.nextInt(others.size()));
    if (container instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), other);
    } else if (container instanceof ObjectNode object && !object.isEmpty()) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      List<String> renamed = List.of("and", "$not", "eq", "$key", "$instant", "in", "", "$created");
      if (random.nextBoolean()) {
        object.set(name, other);
      } else {
        object.set(renamed.get(random.nextInt(renamed.size())), object.remove(name));
      }
    }
  }

  @Test
  void theDeepestFilterIsWalkedOnASmallStack() throws InterruptedException {
    Filter[] read = new Filter[2];
    boolean[] ended = new boolean[1];
    var thread =
        new Thread(
            null,
            () -> {
              Filter filter = eq("a", 1);
              for (int i = 0; i < Filter.MAX_NESTING; i++) {
                filter = i % 2 == 0 ? filter.and(eq("b", i)) : filter.or(eq("c", i));
              }
              read[0] = Filter.parse(filter.toString());
              read[1] = FilterJson.parse(FilterJson.toJson(filter).toString());
              ended[0] =
                  read[0].equals(read[1])
                      && read[0].hashCode() == filter.hashCode()
                      && !filter.matches(SourceDocument.of("d", ""));
            },
            "small",
            512 * 1024);
    thread.start();
    thread.join();
    assertTrue(ended[0], "all walks ended");
  }
}
