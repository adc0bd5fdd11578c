package dev.nearfield.embed;

import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.StorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of an adapter: a magic word, a version, model, origin and weights as {@link
 * java.io.DataOutput} writes them (big-endian), and behind them the SHA-256 of all before it.
 */
final class AdapterFormat {
  private static final int MAGIC = 0x4E465141; // "NFQA"
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;

  private AdapterFormat() {}

  static byte[] write(ModelIdentity model, AdapterOrigin origin, float[] weights) {
    byte[] body = body(model, origin, weights);
    byte[] bytes = Arrays.copyOf(body, body.length + HASH_BYTES);
    System.arraycopy(sha256(body, body.length), 0, bytes, body.length, HASH_BYTES);
    return bytes;
  }

  static String hash(ModelIdentity model, AdapterOrigin origin, float[] weights) {
    byte[] body = body(model, origin, weights);
    return HexFormat.of().formatHex(sha256(body, body.length));
  }

  private static byte[] body(ModelIdentity model, AdapterOrigin origin, float[] weights) {
    var bytes = new ByteArrayOutputStream(weights.length * Float.BYTES + 1_024);
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      write(out, model);
      write(out, origin);
      for (float weight : weights) {
        out.writeFloat(weight);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("An adapter cannot be written to memory: " + e, e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, ModelIdentity model) throws IOException {
    out.writeUTF(model.name());
    out.writeUTF(model.revision());
    out.writeInt(model.dimension());
    out.writeUTF(model.pooling());
    out.writeBoolean(model.normalized());
    out.writeUTF(model.queryPrefix());
    out.writeUTF(model.documentPrefix());
    out.writeInt(model.tokenLimit());
  }

  private static void write(DataOutputStream out, AdapterOrigin origin) throws IOException {
    out.writeLong(origin.trained().toEpochMilli());
    out.writeUTF(origin.judgements());
    out.writeInt(origin.queries());
    out.writeInt(origin.epochs());
    out.writeDouble(origin.strength());
    out.writeUTF(origin.measure());
    out.writeInt(origin.heldBack());
    out.writeDouble(origin.before());
    out.writeDouble(origin.after());
  }

  static QueryAdapter read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (bytes.length < 2 * Integer.BYTES + HASH_BYTES || in.readInt() != MAGIC) {
        throw new IOException("it is none");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("it has version " + version + ", and " + VERSION + " is read");
      }
      int end = bytes.length - HASH_BYTES;
      byte[] stored = Arrays.copyOfRange(bytes, end, bytes.length);
      if (!Arrays.equals(sha256(bytes, end), stored)) {
        throw new IOException("its checksum does not fit");
      }
      return read(in);
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          "The query adapter of "
              + bytes.length
              + " bytes cannot be read: "
              + e.getMessage()
              + ". Restore the collection from a backup, train the adapter again (nearfield"
              + " adapt), or remove it (nearfield adapt --remove).",
          e);
    }
  }

  private static QueryAdapter read(DataInputStream in) throws IOException {
    ModelIdentity model =
        new ModelIdentity(
            in.readUTF(),
            in.readUTF(),
            in.readInt(),
            in.readUTF(),
            in.readBoolean(),
            in.readUTF(),
            in.readUTF(),
            in.readInt());
    AdapterOrigin origin =
        new AdapterOrigin(
            Instant.ofEpochMilli(in.readLong()),
            in.readUTF(),
            in.readInt(),
            in.readInt(),
            in.readDouble(),
            in.readUTF(),
            in.readInt(),
            in.readDouble(),
            in.readDouble());
    float[] weights = new float[model.dimension() * model.dimension()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readFloat();
    }
    if (in.available() != HASH_BYTES) {
      throw new IOException("its length does not fit its " + model.dimension() + " dimensions");
    }
    return new QueryAdapter(model, origin, weights);
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
