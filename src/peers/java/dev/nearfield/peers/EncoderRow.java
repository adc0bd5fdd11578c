package dev.nearfield.peers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.nearfield.bench.Spread;
import dev.nearfield.model.Embedding;
import dev.nearfield.peers.EncoderPeers.Encoder;
import dev.nearfield.peers.EncoderPeers.TextSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What one encoder did with one set of texts: a row of the table. */
final class EncoderRow {
  static final String HEAD =
      """
      | texts | tokens | library | texts/s (least to most) | tokens/s | processor ms a text | p50 ms of one | least cosine to the text alone |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final TextSet set;
  private final Encoder encoder;
  private final List<Double> speeds = new ArrayList<>();
  private final List<Double> processor = new ArrayList<>();
  private final List<Double> medians = new ArrayList<>();
  private double cosine = 1;

  EncoderRow(TextSet set, Encoder encoder) {
    this.set = set;
    this.encoder = encoder;
  }

  /** Notes how near the embeddings made together are to those that Nearfield makes alone. */
  void compareWith(List<Embedding> alone) {
    List<Embedding> together = encoder.many().apply(set.texts());
    for (int i = 0; i < alone.size(); i++) {
      cosine = Math.min(cosine, alone.get(i).cosine(together.get(i)));
    }
  }

  void turn() {
    long processorBefore = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    if (set.oneByOne()) {
      medians.add(medianOfOne());
    } else {
      Objects.requireNonNull(encoder.many().apply(set.texts()));
    }
    int texts = set.texts().size();
    speeds.add(texts / ((System.nanoTime() - start) / 1e9));
    processor.add((SYSTEM.getProcessCpuTime() - processorBefore) / 1e6 / texts);
  }

  private double medianOfOne() {
    double[] millis = new double[set.texts().size()];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      Objects.requireNonNull(encoder.one().apply(set.texts().get(i)));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return Spread.of(millis).median();
  }

  private double tokensPerSecond() {
    return spread(speeds).median() * set.tokens() / set.texts().size();
  }

  String markdown() {
    Spread speed = spread(speeds);
    Spread used = spread(processor);
    return String.format(
        Locale.ROOT,
        "| %d %s | %d | %s | %.0f (%.0f to %.0f) | %.0f | %.2f (%.2f to %.2f) | %s | %.6f |%n",
        set.texts().size(),
        set.name(),
        set.tokens(),
        encoder.name(),
        speed.median(),
        speed.least(),
        speed.most(),
        tokensPerSecond(),
        used.median(),
        used.least(),
        used.most(),
        medians.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", spread(medians).median()),
        cosine);
  }

  void describe(ObjectNode object) {
    Spread speed = spread(speeds);
    object
        .put("texts", set.name())
        .put("count", set.texts().size())
        .put("tokens", set.tokens())
        .put("library", encoder.name())
        .put("perSecond", speed.median())
        .put("least", speed.least())
        .put("most", speed.most())
        .put("tokensPerSecond", tokensPerSecond())
        .put("processorMsEach", spread(processor).median())
        .put("leastCosine", cosine);
    if (!medians.isEmpty()) {
      object.put("p50Ms", spread(medians).median());
    }
  }

  private static Spread spread(List<Double> rounds) {
    return Spread.of(rounds.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
