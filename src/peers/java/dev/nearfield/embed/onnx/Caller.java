package dev.nearfield.embed.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Runs texts on a session as a layout says, one after the other. For one thread. */
final class Caller {
  private static final int DIMENSION = 384;
  private static final int MOST_TOKENS = 512;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Layout.Feed feed;
  private final Map<String, LongBuffer> kept = new HashMap<>();
  private final FloatBuffer answer = direct(MOST_TOKENS * DIMENSION * Float.BYTES).asFloatBuffer();

  Caller(OrtEnvironment environment, OrtSession session, Layout.Feed feed) {
    this.environment = environment;
    this.session = session;
    this.feed = feed;
    for (String name : session.getInputNames()) {
      LongBuffer buffer = direct(MOST_TOKENS * Long.BYTES).asLongBuffer();
      for (int i = 0; i < MOST_TOKENS; i++) {
        buffer.put(i, name.equals("attention_mask") ? 1 : 0);
      }
      kept.put(name, buffer);
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** The mean of the tokens' vectors, of length 1. */
  float[] run(long[] ids) throws OrtException {
    long[] shape = {1, ids.length};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (String name : session.getInputNames()) {
      inputs.put(name, OnnxTensor.createTensor(environment, values(name, ids), shape));
    }
    try {
      if (feed == Layout.Feed.PINNED) {
        long[] answered = {1, ids.length, DIMENSION};
        FloatBuffer slice = answer.slice(0, ids.length * DIMENSION);
        String name = session.getOutputNames().iterator().next();
        try (OnnxTensor output = OnnxTensor.createTensor(environment, slice, answered)) {
          session.run(inputs, Set.of(), Map.of(name, output)).close();
          return mean(slice, ids.length);
        }
      }
      try (var result = session.run(inputs)) {
        return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private LongBuffer values(String name, long[] ids) {
    if (feed == Layout.Feed.ARRAYS) {
      long[] values = ids;
      if (!name.equals("input_ids")) {
        values = new long[ids.length];
        Arrays.fill(values, name.equals("attention_mask") ? 1 : 0);
      }
      return LongBuffer.wrap(values);
    }
    LongBuffer buffer = Objects.requireNonNull(kept.get(name)).slice(0, ids.length);
    if (name.equals("input_ids")) {
      buffer.put(0, ids);
    }
    return buffer;
  }

  private static float[] mean(FloatBuffer vectors, int tokens) {
    float[] sum = new float[DIMENSION];
    float[] vector = new float[DIMENSION];
    for (int token = 0; token < tokens; token++) {
      vectors.get(token * DIMENSION, vector);
      for (int i = 0; i < DIMENSION; i++) {
        sum[i] += vector[i];
      }
    }
    double square = 0;
    for (float component : sum) {
      square += (double) component * component;
    }
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return sum;
  }
}
