package dev.nearfield.embed.onnx;

import ai.onnxruntime.OrtException;
import dev.nearfield.Embedders;
import dev.nearfield.embed.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Ways to run the network of the default model, in turn, on texts that are tokenised already. */
public final class NetworkLayouts {
  private NetworkLayouts() {}

  /**
   * Prints two tables: {@code NetworkLayouts BEIR ROUNDS TEXTS [PART]}.
   *
   * @param arguments the folder with SciFact and NFCorpus; how many rounds; how many abstracts; a
   *     part of the names of the layouts to take, all unless given
   */
  public static void main(String[] arguments)
      throws IOException, OrtException, InterruptedException, ExecutionException {
    int rounds = Integer.parseInt(arguments[1]);
    int texts = Integer.parseInt(arguments[2]);
    String part = arguments.length > 3 ? arguments[3] : "";
    ModelCard card = ModelCard.named(Embedders.DEFAULT_MODEL);
    TokenisedTexts sets = TokenisedTexts.of(Path.of(arguments[0]), texts, card);
    List<LayoutTurns> layouts = new ArrayList<>();
    try {
      for (Layout layout : Layout.all()) {
        if (layouts.isEmpty() || layout.name().contains(part)) {
          layouts.add(new LayoutTurns(layout, card));
        }
      }
      measure("abstracts", sets.abstracts(), layouts, rounds);
      measure("sentences", sets.sentences(), layouts, rounds);
    } finally {
      for (LayoutTurns layout : layouts) {
        layout.close();
      }
    }
  }

  private static void measure(
      String name, List<long[]> texts, List<LayoutTurns> layouts, int rounds)
      throws OrtException, InterruptedException, ExecutionException {
    List<float[]> reference = layouts.getFirst().embed(texts);
    for (LayoutTurns layout : layouts) {
      layout.compare(layout.embed(texts), reference);
    }
    for (int round = 0; round < rounds; round++) {
      for (LayoutTurns layout : layouts) {
        layout.turn(texts);
        layout.turnOneByOne(texts);
      }
    }
    System.out.printf(
        "%n| %d %s: layout | texts/s | processor ms a text | p10 of one, ms | p50 | equal | least"
            + " cosine |%n",
        texts.size(), name);
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    layouts.forEach(layout -> System.out.print(layout.row()));
  }
}
