package dev.nearfield.integration.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import dev.nearfield.model.MetadataValue.StringsValue;
import dev.nearfield.model.SourceDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text segments as documents, and chunks of documents as text segments. */
final class Segments {
  private Segments() {}

  /** The document of a segment; without a segment, one without text. */
  static SourceDocument toDocument(String id, @Nullable TextSegment segment) {
    return segment == null
        ? SourceDocument.of(id, "")
        : SourceDocument.of(
            id, segment.text(), dev.nearfield.model.Metadata.of(segment.metadata().toMap()));
  }

  /** The segment of a chunk; null where the text is blank, which no segment can be. */
  static @Nullable TextSegment toSegment(String text, dev.nearfield.model.Metadata metadata) {
    return isBlank(text) ? null : TextSegment.from(text, toMetadata(metadata));
  }

  /** What LangChain4j calls blank: characters up to the space, and no others. */
  private static boolean isBlank(String text) {
    return text.trim().isEmpty();
  }

  /**
   * Whole numbers as long and others as double, of which LangChain4j's getters make int and float
   * without loss. What only Nearfield has becomes a string: booleans, instants, and lists.
   */
  private static Metadata toMetadata(dev.nearfield.model.Metadata metadata) {
    Metadata copy = new Metadata();
    metadata.asMap().forEach((key, value) -> put(copy, key, value));
    return copy;
  }

  private static void put(Metadata metadata, String key, MetadataValue value) {
    switch (value) {
      case StringValue(String string) -> metadata.put(key, string);
      case LongValue(long number) -> metadata.put(key, number);
      case DoubleValue(double number) -> metadata.put(key, number);
      case BooleanValue(boolean flag) -> metadata.put(key, Boolean.toString(flag));
      case InstantValue instant -> metadata.put(key, instant.value().toString());
      case StringsValue(List<String> strings) -> metadata.put(key, String.join(", ", strings));
    }
  }
}
