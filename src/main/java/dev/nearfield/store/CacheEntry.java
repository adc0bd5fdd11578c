package dev.nearfield.store;

import dev.nearfield.model.Embedding;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.BytesRef;

/**
 * How a text and its embedding stand in a cache: the key is a hash of what the model is given, the
 * value a checksum of key and components, and the components as little-endian float32.
 */
final class CacheEntry {
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private CacheEntry() {}

  /** The SHA-256 of all UTF-16 units, because UTF-8 would make one of all unpaired surrogates. */
  static BytesRef key(String prefix, String text) {
    String given = prefix + text;
    ByteBuffer units = ByteBuffer.allocate(Math.multiplyExact(given.length(), Character.BYTES));
    units.asCharBuffer().put(given);
    try {
      return new BytesRef(MessageDigest.getInstance("SHA-256").digest(units.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }

  static BytesRef value(BytesRef key, Embedding embedding) {
    byte[] components = Copies.bytes(embedding.toArray());
    return new BytesRef(
        ByteBuffer.allocate(CHECKSUM_BYTES + components.length)
            .putInt(checksum(key, components, 0, components.length))
            .put(components)
            .array());
  }

  /**
   * The embedding of a value.
   *
   * @throws CorruptIndexException when the value is not what was written for this key
   */
  static Embedding embedding(BytesRef key, BytesRef value, int dimension)
      throws CorruptIndexException {
    int length = value.length - CHECKSUM_BYTES;
    int start = value.offset + CHECKSUM_BYTES;
    if (length != dimension * Float.BYTES
        || ByteBuffer.wrap(value.bytes).getInt(value.offset)
            != checksum(key, value.bytes, start, length)) {
      throw new CorruptIndexException("an entry is not what was written", key.toString());
    }
    return Embedding.of(Copies.vector(value.bytes, start, length));
  }

  private static int checksum(BytesRef key, byte[] bytes, int start, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(key.bytes, key.offset, key.length);
    checksum.update(bytes, start, length);
    return (int) checksum.getValue();
  }
}
