package dev.nearfield.filter;

import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a condition looks at: a key of the document's metadata, or one of the built-in fields that
 * every document has.
 *
 * <p>In text, in JSON and in {@link #of}, a built-in is written with a leading dollar sign ({@code
 * $source}), so that it never collides with a metadata key. {@code toString} answers the key as the
 * text syntax writes it.
 *
 * {@snippet class="dev.nearfield.examples.FilterExamplesTest" region="key"}
 */
public sealed interface Key {
  /** {@link SourceDocument#id}, written {@code $id}. */
  Key ID = BuiltIn.ID;

  /** {@link SourceDocument#title}, written {@code $title}. */
  Key TITLE = BuiltIn.TITLE;

  /** {@link SourceDocument#source}, written {@code $source}. */
  Key SOURCE = BuiltIn.SOURCE;

  /** {@link SourceDocument#created}, written {@code $created}. */
  Key CREATED = BuiltIn.CREATED;

  /** {@link SourceDocument#updated}, written {@code $updated}. */
  Key UPDATED = BuiltIn.UPDATED;

  /** {@link SourceDocument#expires}, written {@code $expires}. */
  Key EXPIRES = BuiltIn.EXPIRES;

  /**
   * The key of a written name: a built-in for a leading dollar sign, else a metadata key.
   *
   * @throws IllegalArgumentException for an unknown {@code $} name, naming the known ones, and for
   *     a name that no metadata key can have
   */
  static Key of(String name) {
    return name.startsWith("$") ? BuiltIn.of(name) : metadata(name);
  }

  /**
   * The metadata key of exactly this name, also when it starts with a dollar sign. Use it for names
   * that come from outside.
   *
   * @throws IllegalArgumentException for a name that no metadata key can have
   */
  static Key metadata(String name) {
    return new MetadataKey(name);
  }

  /** A key of {@link SourceDocument#metadata}. */
  record MetadataKey(String name) implements Key {
    public MetadataKey {
      Operands.wellFormed(name);
      Metadata.of(name, true); // refuses a name that no metadata can have
    }

    @Override
    public String toString() {
      return Printer.metadataKey(name);
    }
  }

  /** A field that every document has, whatever its metadata. */
  enum BuiltIn implements Key {
    ID("$id", Kind.STRING),
    TITLE("$title", Kind.STRING),
    SOURCE("$source", Kind.STRING),
    CREATED("$created", Kind.INSTANT),
    UPDATED("$updated", Kind.INSTANT),
    EXPIRES("$expires", Kind.INSTANT);

    private final String written;
    private final Kind kind;

    BuiltIn(String written, Kind kind) {
      this.written = written;
      this.kind = kind;
    }

    /** Whether it holds an instant; the others hold a string. */
    public boolean isInstant() {
      return kind == Kind.INSTANT;
    }

    Kind kind() {
      return kind;
    }

    static BuiltIn of(String written) {
      for (BuiltIn builtIn : values()) {
        if (builtIn.written.equals(written)) {
          return builtIn;
        }
      }
      throw new IllegalArgumentException(
          "There is no built-in field "
              + written
              + ". There are "
              + Arrays.stream(values()).map(BuiltIn::toString).collect(Collectors.joining(", "))
              + "; a metadata key that starts with $ goes in backquotes in text, under \"$key\" in"
              + " JSON, and through Key.metadata in Java.");
    }

    /** The name with its dollar sign. */
    @Override
    public String toString() {
      return written;
    }
  }
}
