package dev.nearfield.eval;

/**
 * Moves weights against gradients, each by a step of about the same size. Not safe for concurrent
 * use.
 *
 * <p>Source: Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015, with its
 * own parameters: β1 0.9, β2 0.999, ε 1e-8.
 */
final class Adam {
  private static final float MEAN_KEPT = 0.9f;
  private static final float SQUARE_KEPT = 0.999f;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final float[] means;
  private final float[] squares;
  private int steps;

  Adam(int weights, double rate) {
    this.rate = rate;
    this.means = new float[weights];
    this.squares = new float[weights];
  }

  void step(float[] weights, float[] gradient) {
    steps++;
    double meanShare = 1 - Math.pow(MEAN_KEPT, steps);
    double squareShare = 1 - Math.pow(SQUARE_KEPT, steps);
    for (int i = 0; i < weights.length; i++) {
      means[i] = MEAN_KEPT * means[i] + (1 - MEAN_KEPT) * gradient[i];
      squares[i] = SQUARE_KEPT * squares[i] + (1 - SQUARE_KEPT) * gradient[i] * gradient[i];
      double mean = means[i] / meanShare;
      weights[i] -= (float) (rate * mean / (Math.sqrt(squares[i] / squareShare) + EPSILON));
    }
  }
}
