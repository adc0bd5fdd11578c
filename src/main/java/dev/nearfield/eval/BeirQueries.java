package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a queries file of BEIR: JSON lines with an {@code _id} and a {@code text}. */
final class BeirQueries {
  private BeirQueries() {}

  /** The queries by their ids, in the order of the file. */
  static Map<String, Query> read(Path file) {
    var byId = new LinkedHashMap<String, Query>();
    var lines = new HashMap<String, Long>();
    try (var rows = new JsonRows(file)) {
      for (JsonRows.Row row = rows.next(); row != null; row = rows.next()) {
        Query query = query(rows, row);
        Long line = lines.putIfAbsent(query.id(), rows.lineNumber());
        if (line != null) {
          throw rows.malformed(repeated(query.id(), line));
        }
        byId.put(query.id(), query);
      }
      if (byId.isEmpty()) {
        throw rows.malformedFile("the file holds no queries. Put one a line into it.");
      }
    }
    return byId;
  }

  /** What is wrong with an id that an earlier line has. */
  static String repeated(String id, long line) {
    return "the query id '"
        + id
        + "' stands on line "
        + line
        + " already. Give each query an id of its own.";
  }

  private static Query query(JsonRows rows, JsonRows.Row row) {
    String id = row.requiredString("_id");
    String text = row.requiredString("text");
    try {
      return new Query(id, text);
    } catch (InvalidInputException e) {
      throw rows.malformed(String.valueOf(e.getMessage()), e);
    }
  }
}
