package dev.nearfield.eval;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The contrastive loss of a batch of questions against candidate chunks, and its gradient by the
 * weights of an adapter. With {@code s} the cosine of the adapted question and a candidate over the
 * temperature, each positive {@code p} of weight {@code w} adds {@code w · (log(exp s_p + Σ exp
 * s_n) - s_p)}, where {@code n} runs over the negatives.
 *
 * <p>Source: van den Oord, Li and Vinyals, <i>Representation learning with contrastive predictive
 * coding</i>, 2018; several positives share the negatives of their question.
 */
final class InfoNce {
  /** A candidate that is neither positive nor negative for a question. */
  static final float LEFT_OUT = -1;

  /** Questions that one task works on, so that a candidate is read once for all of them. */
  private static final int BLOCK = 8;

  private final int dimension;
  private final float temperature;

  InfoNce(int dimension, double temperature) {
    this.dimension = dimension;
    this.temperature = (float) temperature;
  }

  /** A question of length 1 as an adapter of these weights moves it. */
  static float[] adapted(float[] question, float[] weights) {
    return Moved.of(question, weights).unit();
  }

  /**
   * The mean loss of the questions.
   *
   * @param weights W, row after row
   * @param questions of length 1
   * @param candidates of length 1
   * @param targets for each question and candidate the weight of a positive, 0 of a negative, or
   *     {@link #LEFT_OUT}
   * @param gradient is overwritten by the gradient of the mean loss
   */
  double gradient(
      float[] weights,
      float[][] questions,
      float[][] candidates,
      float[][] targets,
      float[] gradient) {
    float[][] columns = columns(candidates);
    float[][] byMoved = new float[questions.length][dimension];
    double[] losses = new double[questions.length];
    IntStream.range(0, (questions.length + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block -> {
              int from = block * BLOCK;
              int to = Math.min(from + BLOCK, questions.length);
              Moved[] moved = new Moved[to - from];
              float[][] logits = new float[to - from][candidates.length];
              for (int i = from; i < to; i++) {
                moved[i - from] = Moved.of(questions[i], weights);
              }
              logits(moved, columns, logits);
              for (int i = from; i < to; i++) {
                losses[i] = toGradient(logits[i - from], targets[i]);
              }
              pull(logits, candidates, byMoved, from);
              for (int i = from; i < to; i++) {
                moved[i - from].throughLength(byMoved[i]);
              }
            });
    byWeights(questions, byMoved, gradient);
    return Arrays.stream(losses).sum() / questions.length;
  }

  /** Component after component, so that the products below run along an array. */
  private float[][] columns(float[][] candidates) {
    float[][] columns = new float[dimension][candidates.length];
    for (int c = 0; c < candidates.length; c++) {
      float[] candidate = candidates[c];
      for (int k = 0; k < dimension; k++) {
        columns[k][c] = candidate[k];
      }
    }
    return columns;
  }

  private void logits(Moved[] moved, float[][] columns, float[][] logits) {
    for (int k = 0; k < dimension; k++) {
      for (int i = 0; i < moved.length; i++) {
        addScaled(logits[i], columns[k], moved[i].unit()[k] / temperature);
      }
    }
  }

  /** Replaces the logits of a question by the gradient of its loss by them; answers the loss. */
  private static double toGradient(float[] logits, float[] targets) {
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < logits.length; c++) {
      most = targets[c] == LEFT_OUT ? most : Math.max(most, logits[c]);
    }
    double negatives = 0;
    double[] exp = new double[logits.length];
    for (int c = 0; c < logits.length; c++) {
      exp[c] = targets[c] == LEFT_OUT ? 0 : Math.exp(logits[c] - most);
      negatives += targets[c] == 0 ? exp[c] : 0;
    }
    double loss = 0;
    double push = 0;
    for (int c = 0; c < logits.length; c++) {
      if (targets[c] > 0) {
        double sum = exp[c] + negatives;
        loss += targets[c] * (Math.log(sum) + most - logits[c]);
        push += targets[c] / sum;
        logits[c] = (float) (-targets[c] * negatives / sum);
      }
    }
    for (int c = 0; c < logits.length; c++) {
      if (targets[c] <= 0) {
        logits[c] = targets[c] == 0 ? (float) (exp[c] * push) : 0;
      }
    }
    return loss;
  }

  /** The gradient by the adapted questions. */
  private void pull(float[][] byLogits, float[][] candidates, float[][] byMoved, int from) {
    for (int c = 0; c < candidates.length; c++) {
      for (int i = 0; i < byLogits.length; i++) {
        float by = byLogits[i][c];
        if (by != 0) {
          addScaled(byMoved[from + i], candidates[c], by / temperature);
        }
      }
    }
  }

  private void byWeights(float[][] questions, float[][] byMoved, float[] gradient) {
    IntStream.range(0, dimension)
        .parallel()
        .forEach(
            row -> {
              float[] sum = new float[dimension];
              for (int i = 0; i < questions.length; i++) {
                addScaled(sum, byMoved[i], questions[i][row] / questions.length);
              }
              System.arraycopy(sum, 0, gradient, row * dimension, dimension);
            });
  }

  private static void addScaled(float[] sum, float[] values, float scale) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += scale * values[i];
    }
  }

  /** An adapted question before it is scaled to length 1. */
  private record Moved(float[] unit, double length) {
    static Moved of(float[] question, float[] weights) {
      float[] moved = question.clone();
      for (int row = 0; row < question.length; row++) {
        float component = question[row];
        int start = row * question.length;
        for (int column = 0; column < moved.length; column++) {
          moved[column] += component * weights[start + column];
        }
      }
      double squares = 0;
      for (float component : moved) {
        squares += (double) component * component;
      }
      double length = Math.sqrt(squares);
      for (int i = 0; i < moved.length; i++) {
        moved[i] = (float) (moved[i] / length);
      }
      return new Moved(moved, length);
    }

    /** Turns the gradient by the unit vector into that by the vector before it was scaled. */
    void throughLength(float[] gradient) {
      double along = 0;
      for (int i = 0; i < unit.length; i++) {
        along += (double) gradient[i] * unit[i];
      }
      for (int i = 0; i < unit.length; i++) {
        gradient[i] = (float) ((gradient[i] - along * unit[i]) / length);
      }
    }
  }
}
