package dev.nearfield.embed.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.EmbeddingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The network of a model card, which must have the SHA-256 that the card gives. One that is a file
 * is hashed at each load; one in a jar when it is unpacked into the user's cache, under its hash.
 */
final class ModelFile {
  private static final Logger LOG = System.getLogger(ModelFile.class.getName());

  private final ModelCard card;

  ModelFile(ModelCard card) {
    this.card = card;
  }

  OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
      throws IOException, OrtException {
    URL url = card.locate(card.onnx());
    if (url.getProtocol().equals("file")) {
      Path file = Path.of(URI.create(url.toString()));
      copyTo(url, OutputStream.nullOutputStream());
      return environment.createSession(file.toString(), options);
    }
    PackedFile packed = PackedFile.of(url);
    Optional<Path> unpacked = unpacked(packed);
    if (unpacked.isPresent()) {
      return environment.createSession(unpacked.get().toString(), options);
    }
    var bytes = new ByteArrayOutputStream(Math.toIntExact(packed.size()));
    copyTo(url, bytes);
    return environment.createSession(bytes.toByteArray(), options);
  }

  private Optional<Path> unpacked(PackedFile packed) {
    Optional<Path> cache = CacheLocation.current();
    if (cache.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new FileCache(cache.get())
              .file(
                  Path.of("models", requireSha256(card) + ".onnx"),
                  packed.size(),
                  out -> copyTo(packed.url(), out)));
    } catch (IOException e) {
      LOG.log(
          Level.INFO,
          "Model {0} is read into memory, because the cache {1} cannot serve: {2}",
          card.name(),
          cache.get(),
          e);
      return Optional.empty();
    }
  }

  private static String requireSha256(ModelCard card) {
    if (!card.sha256().matches("[0-9a-f]{64}")) {
      throw new EmbeddingException(
          "The card of "
              + card.name()
              + " gives '"
              + card.sha256()
              + "' as SHA-256; it must be 64 hexadecimal digits in lower case.");
    }
    return card.sha256();
  }

  /** Copies the network, and refuses it at the end when its hash is another. */
  private void copyTo(URL url, OutputStream out) throws IOException {
    var hashing = new DigestOutputStream(out, sha256());
    try (InputStream in = PackedFile.open(url)) {
      in.transferTo(hashing);
    }
    String hash = HexFormat.of().formatHex(hashing.getMessageDigest().digest());
    if (!hash.equals(card.sha256())) {
      throw new EmbeddingException(
          "The network "
              + card.onnx()
              + " has SHA-256 "
              + hash
              + ", and the card of "
              + card.name()
              + " says "
              + card.sha256()
              + ". Use the file that the card names, or correct the card and re-embed.");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }
}
