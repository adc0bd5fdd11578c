package dev.nearfield.model;

import java.time.Instant;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A document as the user gives it and gets it back. Immutable; the {@code with} methods answer a
 * changed copy. Times are cut to the microsecond.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="document"}
 *
 * @param id names the document in its collection: not blank, at most 1,024 UTF-16 code units, any
 *     characters but control characters
 * @param title a short name, searched together with the text, or null
 * @param text what is chunked, embedded and searched; may be empty
 * @param summary kept and returned, not searched, or null
 * @param source where the text comes from (a path or URL), to cite it, or null
 * @param created when the document came to be; null lets the store put the time of its first add
 * @param updated when it last changed; null lets the store put the time of this add
 * @param expires from when on it is not found any more, or null for never
 * @param metadata typed values for filters
 */
public record SourceDocument(
    String id,
    @Nullable String title,
    String text,
    @Nullable String summary,
    @Nullable String source,
    @Nullable Instant created,
    @Nullable Instant updated,
    @Nullable Instant expires,
    Metadata metadata) {

  private static final int LONGEST_ID = 1_024;

  public SourceDocument {
    if (id.isBlank()) {
      throw new InvalidInputException(
          "A document's id must not be empty or blank. Give each document a name of its own.");
    }
    if (id.length() > LONGEST_ID) {
      throw new InvalidInputException(
          "A document's id must have at most "
              + LONGEST_ID
              + " characters, got "
              + id.length()
              + ". Use a hash of it, and keep the long form in the metadata.");
    }
    int control = indexOfControl(id);
    if (control >= 0) {
      throw new InvalidInputException(
          String.format(
              "The document id has the control character U+%04X at position %d. Leave it out.",
              (int) id.charAt(control), control));
    }
    Surrogates.requirePaired("id of document '?'", id);
    String of = " of document '" + id + "'";
    Surrogates.requirePaired("title" + of, title);
    Surrogates.requirePaired("text" + of, text);
    Surrogates.requirePaired("summary" + of, summary);
    Surrogates.requirePaired("source" + of, source);
    requireWellFormed(id, metadata);
    created = toMicros(created);
    updated = toMicros(updated);
    expires = toMicros(expires);
  }

  private static @Nullable Instant toMicros(@Nullable Instant time) {
    return time == null ? null : new MetadataValue.InstantValue(time).value();
  }

  private static int indexOfControl(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (Character.isISOControl(id.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static void requireWellFormed(String id, Metadata metadata) {
    metadata
        .asMap()
        .forEach(
            (key, value) -> {
              Surrogates.requirePaired("metadata key of document '" + id + "'", key);
              String what = "metadata '" + key + "' of document '" + id + "'";
              switch (value) {
                case MetadataValue.StringValue(String string) ->
                    Surrogates.requirePaired(what, string);
                case MetadataValue.StringsValue(List<String> strings) ->
                    strings.forEach(string -> Surrogates.requirePaired(what, string));
                case MetadataValue.LongValue number -> {}
                case MetadataValue.DoubleValue number -> {}
                case MetadataValue.BooleanValue flag -> {}
                case MetadataValue.InstantValue instant -> {}
              }
            });
  }

  /** A document of id and text. */
  public static SourceDocument of(String id, String text) {
    return of(id, text, Metadata.empty());
  }

  /** A document of id, text and metadata. */
  public static SourceDocument of(String id, String text, Metadata metadata) {
    return new SourceDocument(id, null, text, null, null, null, null, null, metadata);
  }

  /** The number of words of the text, separated by white space. */
  public int wordCount() {
    return new StringTokenizer(text).countTokens();
  }

  /** This document with another title. */
  public SourceDocument withTitle(@Nullable String title) {
    return new SourceDocument(
        id, title, text, summary, source, created, updated, expires, metadata);
  }

  /** This document with another text. */
  public SourceDocument withText(String text) {
    return new SourceDocument(
        id, title, text, summary, source, created, updated, expires, metadata);
  }

  /** This document with another summary. */
  public SourceDocument withSummary(@Nullable String summary) {
    return new SourceDocument(
        id, title, text, summary, source, created, updated, expires, metadata);
  }

  /** This document with another source. */
  public SourceDocument withSource(@Nullable String source) {
    return new SourceDocument(
        id, title, text, summary, source, created, updated, expires, metadata);
  }

  /** This document with other times of creation and change. */
  public SourceDocument withTimes(@Nullable Instant created, @Nullable Instant updated) {
    return new SourceDocument(
        id, title, text, summary, source, created, updated, expires, metadata);
  }

  /** This document with an end of life. */
  public SourceDocument withExpires(@Nullable Instant expires) {
    return new SourceDocument(
        id, title, text, summary, source, created, updated, expires, metadata);
  }

  /** This document with other metadata. */
  public SourceDocument withMetadata(Metadata metadata) {
    return new SourceDocument(
        id, title, text, summary, source, created, updated, expires, metadata);
  }
}
