package dev.nearfield.eval.experiment;

import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.Query;
import dev.nearfield.model.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hash of values, in their order; of other values another one. */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256.", e);
    }
  }

  /** Adds a value; its length goes before it, so that no two lists of values are the same. */
  Fingerprint add(@Nullable String value) {
    byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    int length = value == null ? -1 : bytes.length;
    digest.update((length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  Fingerprint add(Map<String, String> settings) {
    settings.forEach((name, value) -> add(name).add(value));
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of everything that a split of a data set holds. */
  static String of(BeirDataset dataset, String split) {
    var fingerprint = new Fingerprint();
    try (Stream<SourceDocument> documents = dataset.documents()) {
      documents.forEach(
          document ->
              fingerprint
                  .add(document.id())
                  .add(document.title())
                  .add(document.text())
                  .add(document.source())
                  .add(document.metadata().toString()));
    }
    for (Query query : dataset.queries(split)) {
      fingerprint.add(query.id()).add(query.text());
    }
    Qrels qrels = dataset.qrels(split);
    for (String query : qrels.queryIds()) {
      fingerprint.add(query);
      qrels.grades(query).forEach((id, grade) -> fingerprint.add(id).add(grade.toString()));
    }
    return fingerprint.hex();
  }
}
