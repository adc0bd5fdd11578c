package dev.nearfield.hostile;

import static dev.nearfield.hostile.Row.api;
import static dev.nearfield.hostile.Row.kept;
import static dev.nearfield.hostile.Treatment.refused;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts, ids and metadata. */
final class DocumentRows {
  private DocumentRows() {}

  static Stream<Row> texts() {
    return Stream.of(
        text("an empty text", () -> ""),
        text("a blank text", () -> " \t\r\n\u2003\u2028"),
        text("a text of 50 MB", () -> ("w".repeat(199) + " ").repeat(262_144)),
        text("a single word of 10 MB", () -> "x".repeat(10 << 20)),
        text("a million combining marks on one letter", () -> "a" + "\u0301".repeat(1_000_000)),
        text("NUL in a text", () -> "before\u0000after"),
        text("control characters in a text", () -> "a \u0001 b \u001B[31m c \u007F\u0085 \f\r\n"),
        text(
            "right-to-left text with overrides of its direction",
            () -> "abc \u202E\u05E9\u05DC\u05D5\u05DD\u202C \u2066\u0627\u0628\u2069 def"),
        text("a byte order mark within a text", () -> "\uFEFFbegins with \uFEFF a mark"),
        text("code points that are no characters", () -> "one \uFFFF two \uFFFE \uDBFF\uDFFF"),
        text(
            "a text that looks like markup and a query",
            () -> "<script>alert(1)</script> '; DROP TABLE x; -- ${jndi:ldap://x} *:* [* TO *]"),
        refusedDocument(
            "half a surrogate pair in a text",
            "half a surrogate pair (U+D83D) at position 2",
            () -> SourceDocument.of("new", "ab\uD83Dcd")),
        refusedDocument(
            "a title of 40 kB",
            "The title is 40000 bytes long",
            () -> SourceDocument.of("new", "text").withTitle("t".repeat(40_000))),
        refusedDocument(
            "a source of 40 kB",
            "The source is 40000 bytes long",
            () -> SourceDocument.of("new", "text").withSource("s".repeat(40_000))));
  }

  static Stream<Row> ids() {
    return Stream.of(
        refusedDocument(
            "an empty id", "must not be empty or blank", () -> SourceDocument.of("", "text")),
        refusedDocument(
            "a blank id", "must not be empty or blank", () -> SourceDocument.of("\u2003 ", "text")),
        refusedDocument(
            "an id of 32 kB",
            "at most 1024 characters, got 32768",
            () -> SourceDocument.of("i".repeat(32_768), "text")),
        refusedDocument(
            "a control character in an id",
            "control character U+000A at position 1",
            () -> SourceDocument.of("a\nb", "text")),
        refusedDocument(
            "half a surrogate pair in an id",
            "half a surrogate pair (U+DC00)",
            () -> SourceDocument.of("a\uDC00", "text")),
        kept(
            "an id that is a path out of the folder",
            () -> SourceDocument.of("../../../etc/passwd/", "text of some words")),
        kept(
            "an id of quotes, wildcards and right-to-left marks",
            () -> SourceDocument.of("' OR \"1\"=*?\\ \u202Eabc", "text of some words")));
  }

  static Stream<Row> metadata() {
    return Stream.of(
        metadata(
            "a key that has another type in other documents",
            () -> Metadata.of("lang", 7, "year", List.of("2024", "MMXXIV"))),
        metadata(
            "keys named as built-in fields and operators are",
            () -> Metadata.of("$id", "x", "$key", 1, "and", true, "$not", "y", "_parent", "z")),
        metadata(
            "keys of dots, control characters and emoji",
            () -> Metadata.of("a.b..c", 1, "\u0000\n", 2, "🙂", 3, ".", 4, "'`\"", 5)),
        metadata(
            "the least and greatest numbers",
            () ->
                Metadata.of(
                    "least",
                    Long.MIN_VALUE,
                    "most",
                    Long.MAX_VALUE,
                    "tiny",
                    Double.MIN_VALUE,
                    "huge",
                    -Double.MAX_VALUE,
                    "none",
                    -0.0,
                    "endless",
                    Double.NEGATIVE_INFINITY)),
        metadata(
            "the first and last moment",
            () ->
                Metadata.of(
                    "first",
                    Instant.parse("-290308-12-21T19:59:06Z"),
                    "last",
                    Instant.parse("+294247-01-10T04:00:54.775807Z"))),
        metadata(
            "a list of 100,000 strings, some twice, some empty",
            () ->
                Metadata.of(
                    "tags", IntStream.range(0, 100_000).mapToObj(i -> "" + i / 2).toList())),
        refusedDocument(
            "a moment outside all calendars",
            IllegalArgumentException.class,
            "outside the years",
            () -> SourceDocument.of("new", "text").withExpires(Instant.MAX)),
        refusedMetadata("NaN in metadata", "must not be NaN", () -> Metadata.of("k", Double.NaN)),
        refusedMetadata(
            "null in metadata",
            "Metadata 'k': It is null",
            () -> Metadata.of(Collections.singletonMap("k", null))),
        refusedMetadata(
            "an object nested in metadata",
            "Metadata cannot hold a java.util",
            () -> Metadata.of("k", Map.of("inner", 1))),
        refusedMetadata(
            "a list of other things than strings",
            "holds strings only",
            () -> Metadata.of("k", Arrays.asList("a", 1))),
        refusedMetadata("an empty key", "and not be blank", () -> Metadata.of("", 1)),
        refusedMetadata(
            "a key of 300 characters", "got 300 characters", () -> Metadata.of("k".repeat(300), 1)),
        refusedDocument(
            "half a surrogate pair in metadata",
            "The metadata 'k' of document 'new' has half a surrogate pair (U+D800)",
            () -> document(Metadata.of("k", "a\uD800"))),
        refusedDocument(
            "half a surrogate pair in a list",
            "The metadata 'k' of document 'new' has half a surrogate pair (U+DFFF)",
            () -> document(Metadata.of("k", List.of("a", "\uDFFF")))),
        refusedDocument(
            "half a surrogate pair in a key",
            "The metadata key of document 'new' has half a surrogate pair (U+D800)",
            () -> document(Metadata.of("k\uD800", 1))),
        refusedDocument(
            "a metadata string of 40 kB",
            "The metadata 'k' is 40000 bytes long",
            () -> document(Metadata.of("k", "v".repeat(40_000)))),
        refusedDocument(
            "10,000 keys", "10002 different keys", () -> document(Metadata.of(keys(10_000)))));
  }

  static Map<String, Object> keys(int count) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put("key" + i, i);
    }
    return map;
  }

  private static SourceDocument document(Metadata metadata) {
    return SourceDocument.of("new", "text of some words", metadata);
  }

  private static Row text(String name, Supplier<String> text) {
    return kept(name, () -> SourceDocument.of("new", text.get()));
  }

  private static Row metadata(String name, Supplier<Metadata> metadata) {
    return kept(name, () -> document(metadata.get()));
  }

  private static Row refusedDocument(
      String name, String sentence, Supplier<SourceDocument> document) {
    return refusedDocument(name, InvalidInputException.class, sentence, document);
  }

  private static Row refusedMetadata(String name, String sentence, Supplier<Metadata> metadata) {
    return refusedDocument(
        name, IllegalArgumentException.class, sentence, () -> document(metadata.get()));
  }

  private static Row refusedDocument(
      String name,
      Class<? extends Throwable> error,
      String sentence,
      Supplier<SourceDocument> document) {
    return api(name, refused(error, sentence), store -> store.add(document.get()));
  }
}
