package dev.nearfield.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * A place where training may stop.
 *
 * @param epochs after how many epochs
 * @param strength what the weights are then multiplied by: 0 is no adapter, 1 what was learned
 */
record AdapterPoint(int epochs, double strength) {
  private static final int STOPS = 3;
  private static final List<Double> STRENGTHS = List.of(0.25, 0.5, 0.75, 1.0);

  /** Every strength after a third, two thirds and all of the epochs. */
  static List<AdapterPoint> upTo(int epochs) {
    List<AdapterPoint> points = new ArrayList<>();
    for (int stop = 1; stop <= STOPS; stop++) {
      int after = epochs * stop / STOPS;
      if (after > 0 && (points.isEmpty() || points.getLast().epochs() < after)) {
        STRENGTHS.forEach(strength -> points.add(new AdapterPoint(after, strength)));
      }
    }
    return points;
  }

  @Override
  public String toString() {
    return epochs + " epochs, strength " + strength;
  }

  float[] of(float[] weights) {
    float[] scaled = weights.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= (float) strength;
    }
    return scaled;
  }
}
