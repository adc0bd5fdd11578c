package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads topics in the two forms that TREC's tracks use: lines of {@code qid<tab>text}, and blocks
 * of {@code <top>}. The first line tells which it is.
 */
final class Topics {
  private static final Pattern XML =
      Pattern.compile("\\s*<(\\?xml|!|topics?\\b|parameters\\b|queries\\b|query\\b).*");

  private final TextLines lines;
  private final Map<String, Query> queries = new LinkedHashMap<>();
  private final Map<String, Long> places = new HashMap<>();

  private Topics(TextLines lines) {
    this.lines = lines;
  }

  static List<Query> read(Path file, TopicField field) {
    try (TextLines lines = TextLines.open(file)) {
      Topics topics = new Topics(lines);
      String first = lines.next();
      if (first == null) {
        throw lines.malformedFile(
            "the file holds no topics. Put lines of 'qid<tab>text' or <top> blocks into it.");
      }
      if (XML.matcher(first).matches()) {
        throw lines.malformed(
            "this is XML, which is not read. Write the topics as <top> blocks with <num> and"
                + " <title>, or as lines of 'qid<tab>text'.");
      }
      if (first.stripLeading().startsWith("<")) {
        new TopicBlocks(lines, field, topics::add).read(first);
      } else {
        topics.readTable(first);
      }
      return List.copyOf(topics.queries.values());
    }
  }

  private void readTable(String first) {
    for (String line = first; line != null; line = lines.next()) {
      String[] columns = line.split("\t", -1);
      if (columns.length != 2) {
        throw lines.malformed(
            "a line must have 2 columns (qid, text), got "
                + columns.length
                + ". Put one tab between the id and the text, and none into them.");
      }
      add(columns[0].strip(), columns[1].strip(), lines.number());
    }
  }

  private void add(String id, String text, long line) {
    Query query;
    try {
      query = new Query(id, text);
    } catch (InvalidInputException e) {
      throw lines.malformed(String.valueOf(e.getMessage()), e);
    }
    Long earlier = places.putIfAbsent(id, line);
    if (earlier != null) {
      throw lines.malformed(BeirQueries.repeated(id, earlier));
    }
    queries.put(id, query);
  }
}
