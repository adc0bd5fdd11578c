package dev.nearfield.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.nearfield.Embedders;
import dev.nearfield.bench.Sentences;
import dev.nearfield.bench.Spread;
import dev.nearfield.bench.Surroundings;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.TokenCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Embedding by Nearfield and by LangChain4j's encoder: the same int8 model, the same texts, in
 * turn, both with all processors.
 */
public final class EncoderPeers {
  /** What is read of a text, without the two tokens around it. */
  private static final int READ_BY_NEARFIELD = 254;

  /** The tokenizer in the model's jar cuts there, and LangChain4j leaves it at that. */
  private static final int READ_BY_LANGCHAIN4J = 126;

  private EncoderPeers() {}

  /**
   * Runs the bench: {@code EncoderPeers BEIR OUT ROUNDS TEXTS}.
   *
   * @param arguments the folder with SciFact and NFCorpus; the folder of the results; how often
   *     each encoder has its turn; how many texts a turn embeds
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("EncoderPeers " + String.join(" ", arguments));
    Path beir = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[2]);
    int texts = Integer.parseInt(arguments[3]);
    StringBuilder table = new StringBuilder("# Embedding beside LangChain4j\n\n");
    table.append(now.markdown());
    table.append(
        "\n| texts | tokens | library | texts/s (least to most) | tokens/s | least cosine |\n");
    table.append("| --- | --- | --- | --- | --- | --- |\n");
    ObjectNode root = new ObjectMapper().createObjectNode();
    now.describe(root);
    var array = root.putArray("results");
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL)) {
      TokenCounter counter = embedder.tokenCounter();
      var peer = new AllMiniLmL6V2QuantizedEmbeddingModel();
      Function<List<String>, List<Embedding>> theirs = all -> embed(peer, all);
      for (var set :
          List.of(
              new Texts("abstracts", abstracts(beir, texts)),
              new Texts(
                  "abstracts, cut for both",
                  abstracts(beir, texts).stream().map(text -> cut(text, counter)).toList()),
              new Texts("sentences", Sentences.of(beir, texts)))) {
        List<Double> ourSpeed = new ArrayList<>();
        List<Double> theirSpeed = new ArrayList<>();
        List<Embedding> ours = embedder.embedDocuments(set.texts);
        double cosine = least(ours, theirs.apply(set.texts));
        for (int round = 0; round < rounds; round++) {
          ourSpeed.add(speed(embedder::embedDocuments, set.texts));
          theirSpeed.add(speed(theirs, set.texts));
        }
        Row row = new Row(table, array, set, cosine);
        row.report("Nearfield", set.tokens(counter, READ_BY_NEARFIELD), ourSpeed);
        row.report("LangChain4j", set.tokens(counter, READ_BY_LANGCHAIN4J), theirSpeed);
      }
    }
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Files.writeString(folder.resolve("encoder-peers.md"), table);
    Files.writeString(folder.resolve("encoder-peers.json"), root.toPrettyString() + "\n");
    System.out.print(table);
  }

  private record Texts(String name, List<String> texts) {
    int tokens(TokenCounter counter, int most) {
      return texts.stream().mapToInt(text -> Math.min(most, counter.count(text))).sum();
    }
  }

  private static List<String> abstracts(Path beir, int most) {
    try (Stream<SourceDocument> documents = BeirDataset.open(beir.resolve("scifact")).documents()) {
      return documents.limit(most).map(SourceDocument::text).toList();
    }
  }

  private static String cut(String text, TokenCounter counter) {
    String start = text;
    while (counter.count(start) > READ_BY_LANGCHAIN4J) {
      start = start.substring(0, start.length() * 19 / 20);
    }
    return start;
  }

  private static List<Embedding> embed(
      AllMiniLmL6V2QuantizedEmbeddingModel peer, List<String> all) {
    return peer.embedAll(all.stream().map(TextSegment::from).toList()).content().stream()
        .map(embedding -> Embedding.of(embedding.vector()))
        .toList();
  }

  private static double least(List<Embedding> ours, List<Embedding> theirs) {
    double least = 1;
    for (int i = 0; i < ours.size(); i++) {
      least = Math.min(least, ours.get(i).cosine(theirs.get(i)));
    }
    return least;
  }

  private static double speed(Function<List<String>, List<Embedding>> encoder, List<String> texts) {
    long start = System.nanoTime();
    int embedded = encoder.apply(texts).size();
    return embedded / ((System.nanoTime() - start) / 1e9);
  }

  /** Writes what was measured of some texts. */
  private record Row(StringBuilder table, ArrayNode array, Texts set, double cosine) {
    void report(String library, int tokens, List<Double> rounds) {
      Spread speed = Spread.of(rounds.stream().mapToDouble(Double::doubleValue).toArray());
      double perSecond = speed.median() * tokens / set.texts.size();
      table.append(
          String.format(
              Locale.ROOT,
              "| %d %s | %d | %s | %.0f (%.0f to %.0f) | %.0f | %.5f |%n",
              set.texts.size(),
              set.name,
              tokens,
              library,
              speed.median(),
              speed.least(),
              speed.most(),
              perSecond,
              cosine));
      array
          .addObject()
          .put("texts", set.name)
          .put("count", set.texts.size())
          .put("tokens", tokens)
          .put("library", library)
          .put("perSecond", speed.median())
          .put("least", speed.least())
          .put("most", speed.most())
          .put("tokensPerSecond", perSecond)
          .put("leastCosine", cosine);
    }
  }
}
