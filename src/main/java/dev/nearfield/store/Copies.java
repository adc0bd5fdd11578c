package dev.nearfield.store;

import dev.nearfield.model.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * Copies of an embedding, moved a little apart. Many identical vectors tear a graph of near
 * neighbours to pieces: the beam fills with copies of which only one is a useful link. A copy moved
 * by a thousandth of its length is harmless; searches are scored by the embedding as it was given,
 * which is kept beside it.
 */
final class Copies {
  static final double DISTANCE = 1e-3;
  private static final int HASH_BYTES = 16;

  private Copies() {}

  /** A name for the exact components. */
  static String hash(float[] vector) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(vector));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }

  /** The components as little-endian float32. */
  static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  static float[] vector(byte[] bytes, int offset, int length) {
    float[] vector = new float[length / Float.BYTES];
    ByteBuffer.wrap(bytes, offset, length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(vector);
    return vector;
  }

  /** A vector of the same length, a thousandth of it away, in a direction that the seed gives. */
  static float[] apart(float[] vector, long seed) {
    Random random = new Random(seed);
    double norm = Embedding.of(vector).norm();
    double step = DISTANCE * norm / Math.sqrt(vector.length);
    float[] moved = new float[vector.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (vector[i] + step * random.nextGaussian());
    }
    double scale = norm / Embedding.of(moved).norm();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (moved[i] * scale);
    }
    return moved;
  }
}
