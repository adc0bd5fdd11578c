package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import dev.nearfield.model.MetadataValue.StringsValue;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.Place;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The values that a store takes and gives. */
final class ModelExamplesTest {
  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aDocumentHasManyParts() {
    // @start region="document"
    SourceDocument refunds =
        SourceDocument.of("refunds", "Refunds are paid within 30 days.")
            .withTitle("Refunds")
            .withSource("handbook/refunds.md")
            .withExpires(Instant.parse("2031-01-01T00:00:00Z"))
            .withMetadata(Metadata.of("lang", "en", "tags", List.of("money", "returns")));
    SourceDocument corrected = refunds.withText("Refunds are paid within 14 days.");
    // @end
    assertEquals("Refunds are paid within 30 days.", refunds.text());
    assertEquals("Refunds", corrected.title());
    assertEquals(6, corrected.wordCount());
  }

  @Test
  void metadataIsTyped() {
    // @start region="metadata"
    Metadata metadata =
        Metadata.of("lang", "en", "year", 2024, "tags", List.of("money")).with("reviewed", true);
    String lang = metadata.string("lang").orElse("unknown");
    long year = metadata.number("year").orElse(0L);
    List<String> tags = metadata.strings("tags");
    Metadata unreviewed = metadata.without("reviewed");
    // @end
    assertEquals("en 2024 [money]", lang + " " + year + " " + tags);
    assertEquals(List.of("lang", "year", "tags"), List.copyOf(unreviewed.keys()));
  }

  // @start region="metadata-value"
  static String shown(MetadataValue value) {
    return switch (value) {
      case StringValue(String string) -> "'" + string + "'";
      case LongValue(long number) -> Long.toString(number);
      case DoubleValue(double number) -> Double.toString(number);
      case BooleanValue(boolean flag) -> flag ? "yes" : "no";
      case InstantValue(Instant time) -> time.toString();
      case StringsValue(List<String> strings) -> String.join(", ", strings);
    };
  }

  // @end

  @Test
  void everyKindOfValueIsShown() {
    assertEquals("'a'", shown(MetadataValue.of("a")));
    assertEquals("1 1.5", shown(MetadataValue.of(1)) + " " + shown(MetadataValue.of(1.5)));
    assertEquals("yes", shown(MetadataValue.of(true)));
    assertEquals("1970-01-01T00:00:00Z", shown(MetadataValue.of(Instant.EPOCH)));
    assertEquals("a, b", shown(MetadataValue.of(List.of("a", "b"))));
  }

  @Test
  void embeddingsCompareByTheirDirection() {
    // @start region="embedding"
    Embedding one = Embedding.of(3, 4);
    double length = one.norm(); // 5
    Embedding unit = one.normalized(); // 0.6, 0.8
    double cosine = one.cosine(unit); // 1: they point the same way
    float[] components = unit.toArray();
    // @end
    assertEquals(5, length);
    assertEquals(1, cosine, 1e-9);
    assertEquals(0.8f, components[1]);
  }

  @Test
  void chunksAndTheirEmbeddingsMayBeMadeOutside() {
    // @start region="given"
    try (VectorStore store = VectorStore.open(folder, ModelIdentity.external("my-vectors", 3))) {
      SourceDocument manual = SourceDocument.of("manual", "Charge it. Switch it on.");
      store.add(
          manual,
          List.of(
              new EmbeddedChunk(new Chunk(0, 0, 10, "Charge it."), Embedding.of(0.9f, 0.1f, 0.0f)),
              new EmbeddedChunk(
                  new Chunk(1, 11, 24, "Switch it on."),
                  new Place("First steps", 2), // a heading and a page, to cite it
                  Embedding.of(0.1f, 0.8f, 0.3f))));
      store.add(SourceDocument.of("box", ""), Embedding.of(0.0f, 0.1f, 1.0f));

      Hit hit = store.search(SearchRequest.vector(Embedding.of(0.0f, 1.0f, 0.2f))).first();
      System.out.println(hit.documentId() + ", " + hit.place().heading());
      try (Snapshot snapshot = store.snapshot()) {
        EmbeddedDocument stored = snapshot.getEmbedded("manual").orElseThrow();
        EmbeddedChunk exact = stored.chunks().get(1); // as it was given
        System.out.println(exact.chunk().text() + " " + exact.embedding().dimension());
      }
    }
    // @end
    assertEquals("manual, First steps\nSwitch it on. 3\n", printed.take());
  }
}
