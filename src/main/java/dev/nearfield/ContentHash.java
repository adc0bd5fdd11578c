package dev.nearfield;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Manifest;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names what a document's embeddings were made of: title, text, chunks and model. */
final class ContentHash {
  private ContentHash() {}

  static String of(SourceDocument document, List<PlacedChunk> chunks, Manifest manifest) {
    return hash(
        out -> write(out, document, chunks.stream().map(PlacedChunk::chunk).toList(), manifest));
  }

  /** The same for embeddings that were made outside, which are part of it. */
  static String ofGiven(SourceDocument document, List<EmbeddedChunk> chunks, Manifest manifest) {
    return hash(
        out -> {
          write(out, document, chunks.stream().map(EmbeddedChunk::chunk).toList(), manifest);
          for (EmbeddedChunk chunk : chunks) {
            for (float component : chunk.embedding().toArray()) {
              out.writeFloat(component);
            }
          }
        });
  }

  private static void write(
      DataOutputStream out, SourceDocument document, List<Chunk> chunks, Manifest manifest)
      throws IOException {
    writeText(out, manifest.model().toString());
    writeText(out, document.title() == null ? "" : document.title());
    writeText(out, document.text());
    for (Chunk chunk : chunks) {
      out.writeInt(chunk.start());
      out.writeInt(chunk.end());
      writeText(out, chunk.text());
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static String hash(Content content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var out =
          new DataOutputStream(
              new BufferedOutputStream(
                  new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
        content.writeTo(out);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
