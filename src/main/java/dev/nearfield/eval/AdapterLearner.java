package dev.nearfield.eval;

import dev.nearfield.eval.AdapterExamples.Question;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ObjIntConsumer;

/** Learns the weights of an adapter from examples; the same seed gives the same weights. */
final class AdapterLearner {
  private final AdapterExamples examples;
  private final AdapterSettings settings;
  private final int dimension;

  AdapterLearner(AdapterExamples examples, AdapterSettings settings, int dimension) {
    this.examples = examples;
    this.settings = settings;
    this.dimension = dimension;
  }

  /**
   * Learns from all examples but those held back, beginning with no change.
   *
   * @param afterEpoch is given the weights after each epoch, not to be kept, and its number from 1
   */
  void learn(HeldBack heldBack, int epochs, ObjIntConsumer<float[]> afterEpoch) {
    BitSet hidden = heldBack.documents();
    List<Question> learned = learned(heldBack.questions(), hidden);
    Random random = new Random(settings.seed());
    float[] weights = new float[dimension * dimension];
    float[] gradient = new float[weights.length];
    InfoNce loss = new InfoNce(dimension, settings.temperature());
    Adam adam = new Adam(weights.length, settings.learningRate());
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Collections.shuffle(learned, random);
      for (int from = 0; from < learned.size(); from += settings.batch()) {
        int to = Math.min(learned.size(), from + settings.batch());
        Batch batch = batch(learned.subList(from, to), hidden, random);
        loss.gradient(weights, batch.questions(), batch.candidates(), batch.targets(), gradient);
        adam.step(weights, gradient);
      }
      afterEpoch.accept(weights, epoch);
    }
  }

  private List<Question> learned(int[] without, BitSet hidden) {
    BitSet left = new BitSet();
    for (int question : without) {
      left.set(question);
    }
    List<Question> learned = new ArrayList<>();
    for (int i = 0; i < examples.questions().size(); i++) {
      Question question = examples.questions().get(i);
      if (!left.get(i) && !question.relevant().stream().allMatch(hidden::get)) {
        learned.add(question);
      }
    }
    return learned;
  }

  private record Batch(float[][] questions, float[][] candidates, float[][] targets) {}

  /** What a step takes of a question. */
  private record Drawn(Question question, List<Integer> positives, List<Integer> negatives) {}

  private Batch batch(List<Question> questions, BitSet hidden, Random random) {
    List<Drawn> drawn =
        questions.stream()
            .map(
                question ->
                    new Drawn(
                        question,
                        draw(question.positives().keySet(), settings.positives(), hidden, random),
                        draw(question.hard(), settings.hardNegatives(), hidden, random)))
            .toList();
    Map<Integer, Integer> columns = new LinkedHashMap<>();
    for (Drawn each : drawn) {
      each.positives().forEach(chunk -> columns.putIfAbsent(chunk, columns.size()));
      each.negatives().forEach(chunk -> columns.putIfAbsent(chunk, columns.size()));
    }
    for (int i = 0; i < settings.randomNegatives(); i++) {
      int chunk = random.nextInt(examples.chunkCount());
      if (isSeen(chunk, hidden)) {
        columns.putIfAbsent(chunk, columns.size());
      }
    }
    return new Batch(
        questions.stream().map(Question::vector).toArray(float[][]::new),
        columns.keySet().stream().map(examples::chunk).toArray(float[][]::new),
        drawn.stream().map(each -> targets(each, columns)).toArray(float[][]::new));
  }

  /** A question with many relevant documents weighs more, but less than its share of them. */
  private float[] targets(Drawn drawn, Map<Integer, Integer> columns) {
    Question question = drawn.question();
    float[] targets = new float[columns.size()];
    columns.forEach(
        (chunk, column) -> {
          if (question.relevant().contains(examples.documentOf(chunk))) {
            targets[column] = InfoNce.LEFT_OUT;
          }
        });
    double sum = drawn.positives().stream().mapToInt(question::grade).sum();
    for (int chunk : drawn.positives()) {
      targets[columns.getOrDefault(chunk, 0)] = (float) (question.grade(chunk) / Math.sqrt(sum));
    }
    return targets;
  }

  private List<Integer> draw(Collection<Integer> chunks, int most, BitSet hidden, Random random) {
    List<Integer> seen =
        new ArrayList<>(chunks.stream().filter(chunk -> isSeen(chunk, hidden)).toList());
    Collections.shuffle(seen, random);
    return seen.subList(0, Math.min(most, seen.size()));
  }

  private boolean isSeen(int chunk, BitSet hidden) {
    return !hidden.get(examples.documentOf(chunk));
  }
}
