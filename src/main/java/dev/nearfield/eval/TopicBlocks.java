package dev.nearfield.eval;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <top>} blocks, in which {@code <num>}, {@code <title>} and {@code <desc>} each reach
 * to the next tag; closing them is allowed. The words that TREC puts before the content, such as
 * {@code Number:}, are left out, and so are leading zeros of a number, as in TREC's judgements.
 */
final class TopicBlocks {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z]+)\\s*>");
  private static final Pattern LABEL =
      Pattern.compile("^(number|topic|title|description)\\s*:", Pattern.CASE_INSENSITIVE);
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=\\d+$)");

  /** A topic is a few sentences; what is longer has lost its end. */
  private static final int LONGEST_TOPIC = 1 << 20;

  interface Sink {
    void add(String id, String text, long line);
  }

  private final TextLines lines;
  private final TopicField field;
  private final Sink sink;
  private final Map<String, StringBuilder> parts = new LinkedHashMap<>();
  private long begun;
  private int length;
  private @Nullable StringBuilder part;

  TopicBlocks(TextLines lines, TopicField field, Sink sink) {
    this.lines = lines;
    this.field = field;
    this.sink = sink;
  }

  void read(String first) {
    for (String line = first; line != null; line = lines.next()) {
      Matcher tag = TAG.matcher(line);
      int at = 0;
      while (tag.find()) {
        text(line.substring(at, tag.start()));
        tag(tag.group(2).toLowerCase(Locale.ROOT), !tag.group(1).isEmpty());
        at = tag.end();
      }
      text(line.substring(at));
    }
    if (begun > 0) {
      throw lines.malformed(
          "the file ends inside the topic that begins on line "
              + begun
              + ". Close it with </top>, or get the whole file.");
    }
  }

  private void text(String text) {
    if (text.isBlank()) {
      return;
    }
    if (part == null) {
      throw lines.malformed(
          "the text '"
              + shortened(text.strip())
              + "' belongs to no tag. Put it behind <title> or <desc> inside <top> and </top>.");
    }
    part.append(' ').append(text);
    length += text.length();
    if (length > LONGEST_TOPIC) {
      throw lines.malformed(
          "the topic that begins on line "
              + begun
              + " is longer than "
              + LONGEST_TOPIC
              + " characters. Close each topic with </top>.");
    }
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private void tag(String name, boolean closing) {
    if (name.equals("top")) {
      if (closing) {
        end();
      } else {
        begin();
      }
      return;
    }
    if (begun == 0) {
      throw lines.malformed(
          "<" + name + "> stands outside of a topic. Begin each topic with <top>.");
    }
    if (closing) {
      part = null;
      return;
    }
    part = new StringBuilder();
    if (parts.put(name, part) != null && (name.equals("num") || name.equals(field.tag()))) {
      throw lines.malformed(
          "the topic that begins on line "
              + begun
              + " has a second <"
              + name
              + ">. Keep one, and close each topic with </top>.");
    }
  }

  private void begin() {
    if (begun > 0) {
      throw lines.malformed(
          "a topic begins inside the one that begins on line "
              + begun
              + ". Close each topic with </top>.");
    }
    begun = lines.number();
    length = 0;
  }

  private void end() {
    if (begun == 0) {
      throw lines.malformed("</top> closes no topic. Begin each topic with <top>.");
    }
    String id = LEADING_ZEROS.matcher(content("num", "Give it one.")).replaceFirst("");
    String text =
        content(
            field.tag(),
            switch (field) {
              case TITLE -> "Give it one, or ask the descriptions instead.";
              case DESCRIPTION -> "Give it one, or ask the titles instead.";
            });
    sink.add(id, text, begun);
    parts.clear();
    part = null;
    begun = 0;
  }

  private String content(String name, String next) {
    StringBuilder content = parts.get(name);
    String text =
        content == null
            ? ""
            : LABEL
                .matcher(content.toString().strip())
                .replaceFirst("")
                .strip()
                .replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      throw lines.malformed(
          "the topic that begins on line " + begun + " has no <" + name + ">. " + next);
    }
    return text;
  }
}
