package dev.nearfield.ingest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A chunker as text: {@code name(key=value,key=value)}, or a name alone. */
record ChunkerDescription(String text, String name, Map<String, String> settings) {
  static final String SENTENCES = "sentences";
  static final String PARAGRAPHS = "paragraphs";
  static final String HEADINGS = "headings";
  static final String WHOLE_DOCUMENT = "wholeDocument";

  private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*(?:\\(([^()]*)\\)\\s*)?");

  /**
   * The description of a chunker with these settings; null values and the root locale are left out.
   */
  static String of(String name, int max, @Nullable Integer overlap, Locale locale) {
    var settings = new StringJoiner(",", name + "(", ")").add("max=" + max);
    if (overlap != null) {
      settings.add("overlap=" + overlap);
    }
    if (!locale.equals(Locale.ROOT)) {
      settings.add("locale=" + locale.toLanguageTag());
    }
    return settings.toString();
  }

  static ChunkerDescription parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw none(text, "it has not the form name(key=value)");
    }
    var settings = new LinkedHashMap<String, String>();
    String inside = form.group(2) == null ? "" : form.group(2);
    for (String setting : inside.isBlank() ? new String[0] : inside.split(",", -1)) {
      String[] pair = setting.split("=", 2);
      if (pair.length < 2 || settings.put(pair[0].strip(), pair[1].strip()) != null) {
        throw none(text, "'" + setting.strip() + "' is no setting, or is given twice");
      }
    }
    return new ChunkerDescription(text, form.group(1), settings);
  }

  Chunker chunker() {
    Chunker chunker =
        switch (name) {
          case SENTENCES -> Chunkers.sentences(number("max"), number("overlap"), locale());
          case PARAGRAPHS -> Chunkers.paragraphs(number("max"), locale());
          case HEADINGS -> Chunkers.headings(number("max"), locale());
          case WHOLE_DOCUMENT -> Chunkers.wholeDocument();
          default -> throw none(text, "'" + name + "' is not known");
        };
    if (!settings.isEmpty()) {
      throw none(text, "it has no setting " + String.join(", ", settings.keySet()));
    }
    return chunker;
  }

  private int number(String key) {
    String value = settings.remove(key);
    if (value == null || !value.matches("[0-9]{1,9}")) {
      throw none(text, "its setting " + key + " must be a whole number, and is " + value);
    }
    return Integer.parseInt(value);
  }

  private Locale locale() {
    String tag = settings.remove("locale");
    if (tag == null) {
      return Locale.ROOT;
    }
    Locale locale = Locale.forLanguageTag(tag);
    if (!locale.toLanguageTag().equalsIgnoreCase(tag)) {
      throw none(text, "'" + tag + "' is no language tag");
    }
    return locale;
  }

  private static IllegalArgumentException none(String text, String why) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' describes no chunker: "
            + why
            + ". Known are sentences(max=256,overlap=40), paragraphs(max=256), headings(max=256)"
            + " and wholeDocument.");
  }
}
