package dev.nearfield.eval;

/**
 * How an adapter is learned.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="train"}
 *
 * @param temperature of InfoNCE: the lower, the more the nearest negatives count
 * @param learningRate of Adam
 * @param batch how many questions a step
 * @param randomNegatives how many chunks drawn at random each batch is compared with, besides those
 *     that answer its questions and the mined ones
 * @param hardNegatives how many mined ones of each question a step draws: chunks that the hybrid
 *     search ranks high and nobody judged relevant, or that were judged not to be
 * @param positives how many relevant documents of each question a step draws
 * @param epochs the most times that each question is seen
 * @param seed of everything drawn at random: the same seed gives the same adapter
 */
public record AdapterSettings(
    double temperature,
    double learningRate,
    int batch,
    int randomNegatives,
    int hardNegatives,
    int positives,
    int epochs,
    long seed) {

  public AdapterSettings {
    requirePositive("temperature", temperature);
    requirePositive("learningRate", learningRate);
    requirePositive("batch", batch);
    requirePositive("positives", positives);
    requirePositive("epochs", epochs);
    if (randomNegatives < 0 || hardNegatives < 0) {
      throw new IllegalArgumentException(
          "randomNegatives and hardNegatives must be >= 0, got "
              + randomNegatives
              + " and "
              + hardNegatives
              + ".");
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be above 0, got " + value + ".");
    }
  }

  /** What was chosen on SciFact's training and NFCorpus's development queries. */
  public static AdapterSettings defaults() {
    return new AdapterSettings(0.03, 3e-4, 64, 1_024, 8, 16, 24, 1);
  }

  /** With another number of epochs. */
  public AdapterSettings epochs(int most) {
    return new AdapterSettings(
        temperature, learningRate, batch, randomNegatives, hardNegatives, positives, most, seed);
  }

  /** With another seed. */
  public AdapterSettings seed(long other) {
    return new AdapterSettings(
        temperature, learningRate, batch, randomNegatives, hardNegatives, positives, epochs, other);
  }
}
