package dev.nearfield.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import dev.nearfield.model.MetadataValue.StringsValue;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Block;
import dev.nearfield.store.FileRecord;
import dev.nearfield.store.Manifest;
import dev.nearfield.store.VectorIndexing;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a collection, each as one JSON object on a line of its own. Closing it leaves
 * the stream open.
 */
final class LineWriter implements AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;

  LineWriter(OutputStream out) throws IOException {
    this.json = JSON.createGenerator(out);
    json.setRootValueSeparator(null);
  }

  /** The first line: which format this is, and what the collection says of itself. */
  void header(Manifest manifest) throws IOException {
    ModelIdentity model = manifest.model();
    json.writeStartObject();
    json.writeNumberField(Members.FORMAT, Members.VERSION);
    json.writeStringField(Members.WRITTEN_BY, manifest.writtenBy());
    json.writeStringField(Members.CREATED, manifest.created().toString());
    json.writeObjectFieldStart(Members.MODEL);
    json.writeStringField(Members.NAME, model.name());
    json.writeStringField(Members.REVISION, model.revision());
    json.writeNumberField(Members.DIMENSION, model.dimension());
    json.writeStringField(Members.POOLING, model.pooling());
    json.writeBooleanField(Members.NORMALIZED, model.normalized());
    json.writeStringField(Members.QUERY_PREFIX, model.queryPrefix());
    json.writeStringField(Members.DOCUMENT_PREFIX, model.documentPrefix());
    json.writeNumberField(Members.TOKEN_LIMIT, model.tokenLimit());
    json.writeEndObject();
    json.writeStringField(Members.SIMILARITY, manifest.similarity().name());
    json.writeStringField(Members.ANALYZER, manifest.analyzer());
    json.writeStringField(Members.CHUNKING, manifest.chunking());
    VectorIndexing indexing = manifest.indexing();
    if (!indexing.equals(VectorIndexing.DEFAULT)) {
      json.writeStringField(Members.ENCODING, indexing.encoding().toString());
      json.writeNumberField(Members.LINKS, indexing.graph().links());
      json.writeNumberField(Members.BEAM, indexing.graph().beam());
    }
    if (!manifest.search().isEmpty()) {
      json.writeObjectFieldStart(Members.SEARCH);
      for (Map.Entry<String, String> setting : manifest.search().entrySet()) {
        json.writeStringField(setting.getKey(), setting.getValue());
      }
      json.writeEndObject();
    }
    endLine();
  }

  void document(Block block) throws IOException {
    SourceDocument document = block.document();
    json.writeStartObject();
    json.writeStringField(Members.ID, document.id());
    optional(Members.TITLE, document.title());
    json.writeStringField(Members.TEXT, document.text());
    optional(Members.SUMMARY, document.summary());
    optional(Members.SOURCE, document.source());
    optional(Members.CREATED, document.created());
    optional(Members.UPDATED, document.updated());
    optional(Members.EXPIRES, document.expires());
    if (!document.metadata().isEmpty()) {
      json.writeObjectFieldStart(Members.METADATA);
      for (Map.Entry<String, MetadataValue> entry : document.metadata().asMap().entrySet()) {
        json.writeFieldName(entry.getKey());
        value(entry.getValue());
      }
      json.writeEndObject();
    }
    json.writeStringField(Members.HASH, block.hash());
    json.writeArrayFieldStart(Members.CHUNKS);
    for (EmbeddedChunk chunk : block.chunks()) {
      chunk(chunk, document.text());
    }
    json.writeEndArray();
    endLine();
  }

  /** A whole number has no point, and a floating-point number has one or an exponent. */
  private void value(MetadataValue value) throws IOException {
    switch (value) {
      case StringValue(String string) -> json.writeString(string);
      case LongValue(long number) -> json.writeNumber(number);
      case DoubleValue(double number) when Double.isInfinite(number) ->
          tagged(Members.DOUBLE, Double.toString(number));
      case DoubleValue(double number) -> json.writeNumber(number);
      case BooleanValue(boolean flag) -> json.writeBoolean(flag);
      case InstantValue(Instant time) -> tagged(Members.INSTANT, time.toString());
      case StringsValue(List<String> strings) -> {
        json.writeStartArray();
        for (String string : strings) {
          json.writeString(string);
        }
        json.writeEndArray();
      }
    }
  }

  private void tagged(String type, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField(type, value);
    json.writeEndObject();
  }

  private void chunk(EmbeddedChunk embedded, String text) throws IOException {
    int start = embedded.chunk().start();
    int end = embedded.chunk().end();
    String own = embedded.chunk().text();
    json.writeStartObject();
    json.writeNumberField(Members.ORDINAL, embedded.chunk().ordinal());
    json.writeNumberField(Members.START, start);
    json.writeNumberField(Members.END, end);
    if (end > text.length() || !own.equals(text.substring(start, end))) {
      json.writeStringField(Members.TEXT, own);
    }
    optional(Members.HEADING, embedded.place().heading());
    if (embedded.place().page() != null) {
      json.writeNumberField(Members.PAGE, embedded.place().page());
    }
    json.writeArrayFieldStart(Members.VECTOR);
    for (float component : embedded.embedding().toArray()) {
      json.writeNumber(component);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void file(FileRecord file) throws IOException {
    json.writeStartObject();
    json.writeStringField(Members.FILE, file.name());
    json.writeStringField(Members.PATH, file.path());
    json.writeNumberField(Members.SIZE, file.size());
    json.writeStringField(Members.MODIFIED, file.modified().toString());
    json.writeStringField(Members.HASH, file.hash());
    json.writeNumberField(Members.DOCUMENTS, file.documents());
    json.writeStringField(Members.READERS, file.readers());
    json.writeStringField(Members.READ, file.read().toString());
    endLine();
  }

  void attachment(String name, byte[] content) throws IOException {
    json.writeStartObject();
    json.writeStringField(Members.ATTACHMENT, name);
    json.writeBinaryField(Members.CONTENT, content);
    endLine();
  }

  /** The last line, by which a file that was cut off is known. */
  void end(TransferReport all) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart(Members.END);
    json.writeNumberField(Members.DOCUMENTS, all.documents());
    json.writeNumberField(Members.CHUNKS, all.chunks());
    json.writeNumberField(Members.FILES, all.files());
    json.writeNumberField(Members.ATTACHMENTS, all.attachments());
    json.writeEndObject();
    endLine();
  }

  private void optional(String member, @Nullable Object value) throws IOException {
    if (value != null) {
      json.writeStringField(member, value.toString());
    }
  }

  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
