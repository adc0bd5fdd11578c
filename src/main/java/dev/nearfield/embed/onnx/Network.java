package dev.nearfield.embed.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.EmbeddingException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The network of a model as one ONNX Runtime session of one thread a run. Safe for concurrent use:
 * parallelism comes from several runs at once.
 */
final class Network implements AutoCloseable {
  private final ModelCard card;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private Network(ModelCard card, OrtEnvironment environment, OrtSession session) {
    this.card = card;
    this.environment = environment;
    this.session = session;
  }

  static Network load(ModelCard card) {
    OrtEnvironment environment = Natives.onnxRuntime();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = new ModelFile(card).open(environment, options);
      requireKnownInputs(card, session);
      return new Network(card, environment, session);
    } catch (IOException | OrtException e) {
      throw new EmbeddingException(
          "The network " + card.onnx() + " of model " + card.name() + " cannot be loaded: " + e, e);
    }
  }

  private static void requireKnownInputs(ModelCard card, OrtSession session) {
    Set<String> known = Set.of("input_ids", "attention_mask", "token_type_ids");
    for (String name : session.getInputNames()) {
      if (!known.contains(name)) {
        throw new EmbeddingException(
            "Model " + card.name() + " wants the input '" + name + "'; known are " + known + ".");
      }
    }
  }

  /** The pooled vector of one tokenised text, not yet scaled. */
  float[] run(long[] ids) {
    long[] shape = {1, ids.length};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        inputs.put(
            name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values(name, ids)), shape));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return pool((OnnxTensor) result.get(0), ids.length);
      }
    } catch (OrtException e) {
      throw new EmbeddingException("Model " + card.name() + " failed on a text: " + e, e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] values(String input, long[] ids) {
    if (input.equals("input_ids")) {
      return ids;
    }
    long[] values = new long[ids.length];
    Arrays.fill(values, input.equals("attention_mask") ? 1 : 0);
    return values;
  }

  private float[] pool(OnnxTensor output, int tokens) {
    long[] shape = output.getInfo().getShape();
    long[] expected = {1, tokens, card.dimension()};
    if (!Arrays.equals(shape, expected)) {
      throw new EmbeddingException(
          "Model "
              + card.name()
              + " answers the shape "
              + Arrays.toString(shape)
              + " where its card leads to "
              + Arrays.toString(expected)
              + ". Correct the card's dimension, or export the model with its token vectors.");
    }
    FloatBuffer vectors = output.getFloatBuffer();
    return switch (card.pooling()) {
      case MEAN -> mean(vectors, tokens);
      case CLS -> slice(vectors, 0);
      case LAST -> slice(vectors, tokens - 1);
    };
  }

  private float[] mean(FloatBuffer vectors, int tokens) {
    float[] sum = new float[card.dimension()];
    float[] vector = new float[card.dimension()];
    for (int token = 0; token < tokens; token++) {
      vectors.get(vector);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= tokens;
    }
    return sum;
  }

  private float[] slice(FloatBuffer vectors, int token) {
    float[] vector = new float[card.dimension()];
    vectors.get(token * vector.length, vector);
    return vector;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EmbeddingException("Model " + card.name() + " cannot be freed: " + e, e);
    }
  }
}
