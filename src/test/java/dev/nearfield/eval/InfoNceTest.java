package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.embed.AdapterOrigin;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InfoNceTest {
  private static final int DIMENSION = 6;
  private static final double STEP = 1e-3;

  private final Random random = new Random(4);
  private final InfoNce loss = new InfoNce(DIMENSION, 0.3);
  private final float[][] questions = units(11);
  private final float[][] candidates = units(13);
  private final float[][] targets = targets();

  private float[][] units(int count) {
    float[][] units = new float[count][DIMENSION];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < DIMENSION; k++) {
        units[i][k] = (float) random.nextGaussian();
      }
      units[i] = Embedding.of(units[i]).normalized().toArray();
    }
    return units;
  }

  private float[][] targets() {
    float[][] made = new float[questions.length][candidates.length];
    for (int i = 0; i < made.length; i++) {
      made[i][i] = 1;
      made[i][(i + 1) % candidates.length] = 0.5f;
      made[i][(i + 2) % candidates.length] = InfoNce.LEFT_OUT;
    }
    return made;
  }

  private float[] weights(double size) {
    float[] weights = new float[DIMENSION * DIMENSION];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (size * random.nextGaussian());
    }
    return weights;
  }

  private double loss(float[] weights) {
    return loss.gradient(weights, questions, candidates, targets, new float[weights.length]);
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    for (double size : new double[] {0, 0.3}) {
      float[] weights = weights(size);
      float[] gradient = new float[weights.length];
      loss.gradient(weights, questions, candidates, targets, gradient);
      for (int i = 0; i < weights.length; i++) {
        float[] more = weights.clone();
        more[i] += (float) STEP;
        float[] less = weights.clone();
        less[i] -= (float) STEP;
        assertEquals((loss(more) - loss(less)) / (2 * STEP), gradient[i], 2e-3, "weight " + i);
      }
    }
  }

  @Test
  void whatIsLeftOutDoesNotCount() {
    float[] weights = weights(0.3);
    double before = loss(weights);
    for (int i = 0; i < questions.length; i++) {
      targets[i][(i + 2) % candidates.length] = 0;
    }
    assertEquals(true, loss(weights) > before + 1e-3);
  }

  @Test
  void stepsOfAdamLowerTheLoss() {
    float[] weights = weights(0);
    float[] gradient = new float[weights.length];
    double before = loss(weights);
    Adam adam = new Adam(weights.length, 0.05);
    for (int step = 0; step < 50; step++) {
      loss.gradient(weights, questions, candidates, targets, gradient);
      adam.step(weights, gradient);
    }
    assertEquals(true, loss(weights) < 0.7 * before, before + " -> " + loss(weights));
  }

  @Test
  void trainingAdaptsAsTheAdapterDoes() {
    float[] weights = weights(0.3);
    AdapterOrigin origin = new AdapterOrigin(Instant.EPOCH, "none", 1, 1, 1, "none", 0, 0, 0);
    QueryAdapter adapter =
        new QueryAdapter(ModelIdentity.external("mine", DIMENSION), origin, weights);
    for (float[] question : questions) {
      assertArrayEquals(
          adapter.apply(Embedding.of(question)).toArray(),
          InfoNce.adapted(question, weights),
          1e-6f);
    }
  }
}
