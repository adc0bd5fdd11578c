package dev.nearfield.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.nearfield.Embedders;
import dev.nearfield.bench.Sentences;
import dev.nearfield.bench.Surroundings;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Embedding by Nearfield and by LangChain4j's encoder: the same int8 model, the same tokens, in
 * turn, both with all processors.
 */
public final class EncoderPeers {
  private static final int SPECIAL_TOKENS = 2;

  /** How many sentences take about as long as an abstract. */
  private static final int SENTENCES_AN_ABSTRACT = 4;

  private EncoderPeers() {}

  /**
   * Runs the bench: {@code EncoderPeers BEIR OUT ROUNDS TEXTS}.
   *
   * @param arguments the folder with SciFact and NFCorpus; the folder of the results; how often
   *     each encoder has its turn; how many abstracts a turn embeds
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("EncoderPeers " + String.join(" ", arguments));
    Path beir = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    int texts = Integer.parseInt(arguments[3]);
    StringBuilder table = new StringBuilder("# Embedding beside LangChain4j\n\n");
    table.append(now.markdown()).append("\n").append(EncoderRow.HEAD);
    ObjectNode root = new ObjectMapper().createObjectNode();
    now.describe(root);
    var array = root.putArray("results");
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL)) {
      List<Encoder> encoders = List.of(nearfield(embedder), langChain4j(out));
      for (TextSet set : sets(beir, texts, embedder)) {
        List<EncoderRow> rows =
            encoders.stream().map(encoder -> new EncoderRow(set, encoder)).toList();
        List<Embedding> alone = set.texts().stream().map(embedder::embedQuery).toList();
        rows.forEach(row -> row.compareWith(alone));
        for (int round = 0; round < rounds; round++) {
          rows.forEach(EncoderRow::turn);
        }
        for (EncoderRow row : rows) {
          table.append(row.markdown());
          row.describe(array.addObject());
        }
      }
    }
    Files.writeString(out.resolve("encoder-peers.md"), table);
    Files.writeString(out.resolve("encoder-peers.json"), root.toPrettyString() + "\n");
    System.out.print(table);
  }

  /** A library that embeds: many texts at once, or one. */
  record Encoder(
      String name, Function<List<String>, List<Embedding>> many, Function<String, Embedding> one) {}

  /**
   * Texts to embed.
   *
   * @param name as the table says it
   * @param texts all of them
   * @param tokens what the model reads of all of them
   * @param oneByOne whether each is asked for by itself
   */
  record TextSet(String name, List<String> texts, long tokens, boolean oneByOne) {}

  private static Encoder nearfield(Embedder embedder) {
    return new Encoder("Nearfield", embedder::embedDocuments, embedder::embedQuery);
  }

  /** Its own tokenizer cuts after 128 tokens; here it reads as many as Nearfield. */
  private static Encoder langChain4j(Path folder) throws IOException {
    ModelCard card = ModelCard.named(Embedders.DEFAULT_MODEL);
    OnnxEmbeddingModel model = SameModel.of(card, folder);
    return new Encoder(
        "LangChain4j",
        texts ->
            model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                .map(embedding -> Embedding.of(embedding.vector()))
                .toList(),
        text -> Embedding.of(model.embed(text).content().vector()));
  }

  private static List<TextSet> sets(Path beir, int texts, Embedder embedder) {
    int limit = embedder.identity().tokenLimit() - SPECIAL_TOKENS;
    List<String> abstracts =
        abstracts(beir).stream()
            .filter(text -> embedder.tokenCounter().count(text) >= limit)
            .limit(texts)
            .toList();
    List<String> sentences = Sentences.of(beir, texts * SENTENCES_AN_ABSTRACT);
    List<String> questions = new ArrayList<>(sentences.subList(0, texts));
    return List.of(
        set("abstracts", abstracts, embedder, false),
        set("sentences", sentences, embedder, false),
        set("sentences, one by one", questions, embedder, true));
  }

  private static TextSet set(String name, List<String> texts, Embedder embedder, boolean oneByOne) {
    int limit = embedder.identity().tokenLimit();
    long tokens =
        texts.stream()
            .mapToLong(
                text -> Math.min(limit, embedder.tokenCounter().count(text) + SPECIAL_TOKENS))
            .sum();
    return new TextSet(name, texts, tokens, oneByOne);
  }

  private static List<String> abstracts(Path beir) {
    try (Stream<SourceDocument> documents = BeirDataset.open(beir.resolve("scifact")).documents()) {
      return documents.map(SourceDocument::text).toList();
    }
  }
}
