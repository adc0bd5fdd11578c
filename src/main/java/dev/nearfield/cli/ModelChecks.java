package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.embed.onnx.CacheLocation;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.NearfieldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Whether a model's files are there and right, and whether it embeds. */
final class ModelChecks {
  private static final String SENTENCE = "Refunds are paid within 30 days.";

  private ModelChecks() {}

  static List<Check> of(String model) {
    List<Check> checks = new ArrayList<>();
    ModelCard card;
    try {
      card = Embedders.card(model);
    } catch (NearfieldException e) {
      return List.of(Check.fail("model card", model, e.getMessage()));
    }
    checks.add(Check.ok("model card", card.identity() + " from " + card.onnx()));
    checks.add(file(card));
    cache(card).ifPresent(checks::add);
    checks.add(embedding(model));
    return checks;
  }

  private static Check file(ModelCard card) {
    try (InputStream in = card.open(card.onnx())) {
      return hash("model file", card, sha256(in), "Use the file that the card names.");
    } catch (NearfieldException e) {
      return Check.fail("model file", card.onnx().toString(), e.getMessage());
    } catch (IOException e) {
      return Check.fail("model file", card.onnx() + ": " + e, "Fetch the file again.");
    }
  }

  /** The copy that is loaded in place of a file in a jar. */
  private static Optional<Check> cache(ModelCard card) {
    Optional<Path> copy =
        CacheLocation.current()
            .map(root -> root.resolve("models").resolve(card.sha256() + ".onnx"))
            .filter(Files::isRegularFile);
    return copy.map(
        path -> {
          try (InputStream in = Files.newInputStream(path)) {
            return hash("unpacked model", card, sha256(in), "Delete " + path + ".");
          } catch (IOException e) {
            return Check.fail("unpacked model", path + ": " + e, "Delete it.");
          }
        });
  }

  private static Check hash(String name, ModelCard card, String hash, String next) {
    return hash.equals(card.sha256())
        ? Check.ok(name, "SHA-256 as on the card")
        : Check.fail(name, "SHA-256 " + hash + ", and the card says " + card.sha256(), next);
  }

  private static Check embedding(String model) {
    long start = System.nanoTime();
    try (Embedder embedder = Embedders.load(model)) {
      long loaded = System.nanoTime();
      Embedding embedding = embedder.embedQuery(SENTENCE);
      long embedded = System.nanoTime();
      return Check.ok(
          "embedding",
          String.format(
              "%d dimensions; loaded in %d ms, one sentence in %d ms",
              embedding.dimension(),
              (loaded - start) / 1_000_000,
              (embedded - loaded) / 1_000_000));
    } catch (NearfieldException e) {
      return Check.fail("embedding", "the model does not embed", e.getMessage());
    }
  }

  private static String sha256(InputStream in) throws IOException {
    try {
      var hashing = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      hashing.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(hashing.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256.", e);
    }
  }
}
